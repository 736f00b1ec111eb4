"""Words of plain English that are spelt nearly as words of the law: 'drag' is no slip for 'drug'.

Whoever types one means it, most likely. So it is put right only where the words beside it speak for another: where
that makes a phrase with them which the tables have ('fade profile').
"""

from __future__ import annotations

from law4u_index.index.analysis import terms_of

PLAIN_WORDS = """
album alike alley almond amber ample angle angry ankle ants apple apron arch arrow atlas attic autumn awake aware
awful bacon badge bake balcony bald ball ballet bangle banner bark barley barn baron baseball basic basin basket
basketball batch bathroom battle bead beak beam bean beard beast beaver beet beetle bell belly bend bent berry bind
bingo biscuit bitter blade blame bland blanket blaze bleak bleed blend bless blink blog blond bloom blow blunt blur
blush boat boil bold bomb boot bore bottom bowed bowel bowl brace bracelet brag brain brake bran brave breast breeze
brew bridle brief bright brink brisk broad brood broom brow brown bruise bucket bugs bulb bulky bump bundle bunk
burger buried bush butter button buzz cabbage cabin calf calm camel camp candle candy canoe canvas cape captain
caravan cargo carol carrot cartoon carve castle cave cellar cereal chair chalk champion chant chapel charm chase cheek
cheer cheese cherry chest chew chilli chimney chin chirp choke chop chose churn cider clap clasp claw clay clever
cliff climb cling cloak clock closet cloudy clove clown clue clumsy clung coal coarse coast coat coax cobra cobweb
cocoa coconut coffee coil cold collar collide column comb comedy comic cook cookie coral cord corn corridor cosy cough
cozy crab cradle craft cram crane crate crawl crazy creak cream creek creep crew cried crisp crow crown crumb crust
cube cumin cupboard cups curb curd cure curl curly curry curse curtain cushion cute cycle damp dark dawn deep deer
delve dense depth desk devil dial dice diet dine diner dinner dish ditch dive dizzy dodge doll dose dots dough dove
doze drag dragon drama drape drawn dread dream drift drip drop drum dryer duck duet duke dull dumb dunes dusk dust
dusty eager eagle earth echo edge editor eerie elbow enemy energy erupt essay evil exact fable fade faint fairy fame
fancy fans farce fashion feast feather feature fence fern ferry fetch fever fiction fiddle fierce fist flag flame flap
flare flash flask flavour flea flee fleet flew fling flip flock flour flow flower flung flute foam focus fold folk
fond foot football fore forehead fork fort frail frank fresh fried fringe frock frog frost frown fruit fumble funny
furnace galaxy gallery garage garlic gate gather gaze gear gentle giant giggle ginger glad glade glance glaze gleam
glide globe glove glow glue gnaw goal goat golf goose gossip gown grade grain grand grape graph grass grate gravel
gravy gray greedy greet grey grid grill grim grin grind grip groan grove growl grunt guard guess guide guitar gulp
habit hammer handle handsome handy hanger hard hare harp harsh hasty hatch haul hawk hazy head heal heart heater heave
heaven heavy heel height hell hens herb herd hero hill hinge hint hips hive hobby hockey hollow holy hoof horse hose
hound hover howl humble hungry hurl hush hymn icon ideal idle idol inch inhale inner island itch jacket jeans jelly
jerk joker jolly juggle juice keen kettle king kite kitten knee kneel knight knit knob knot lace ladder ladle lamb
lame lamp lane lantern large latch laugh lawn lazy leaf league lean leap leech legend lemon lentil lettuce lick lids
lime linen linger lion lips liver loft loom loop loose lotus loyal luck lunch lung lush mail maize mango marsh mash
mask mast mattress maze meal medal meek mellow melody melon melt menu merry mess messy metal metre mice mighty mild
mirror mist moan modern moist monk mood moon moose moss moth mount mourn mouse mumble munch museum mutton myth nail
narrow nasty naughty neat neck nerve nest nice noble nose novel nudge numb nuts oasis oats ocean oily olive onion
opera orange orbit outfit oven oxen pace page pail palace pale palm panda pane panel pant pastry pattern pause peach
peacock peak peanut pear pearl peas peck pedal peel pelvis pencil pepper perch perky petal phrase piano pickle picnic
pigs pile pilgrim pillow pilot pinch pine pink pipe pitch pixel plane planet plank plough pluck plum plump plunge poem
poet poke polish pony pope pork porridge pose potato pots pounce pout prawn pray prayer preach prick prime prince
prose proud puddle pulp pulse pumpkin pure purple purr puzzle quaint quake queue quilt quiz quote rabbit rack radar
radio raft rainy raisin rake rang rapid rare rats rattle raven razor reach reader reap rebel recipe reef reptile rest
rhyme rhythm ribbon ribs rice rich rigid ring rinse ripe ripen roam roar roast robe rock rode role root rope rose
rotten rough round royal rude ruler rush rusty saddle sail saint salad sandal sane sank sauce sausage scalp scar
scarce scarf scary scissors scold scorch scout scowl scrape scream screech screw scroll scrub sear seek shadow shaggy
shake shaky sharp shave shawl sheep sheer shelf shell shin shine shiny shirt shiver shoe shook shoot shore shove
shovel shower shred shriek shrink shrug shutter siege sieve sigh silent silk silly silver singer sink size skate
sketch skid skill skirt skull slack slam slang sled sleek sleet sleeve slice slid slide slim slipper slit slogan slope
slot slug slump smack smart smash smear smile smirk smooth snack snail snap snarl sneak sneeze sniff snore snort snow
soak soar sober soccer sock soda sofa soft soothe sore soul soup sour spade spare spark spend sphere spice spicy
spider spike spill spin spinach spine spire spirit spit splash spoon spray squad square squash squeak squirrel stable
stack stadium star stare stark statue steady steak steam steel steep steer stem stereo stern stew stick sticky stiff
stir stomp stool stoop store storm stout stove strap straw stream stress string stripe strive stroll strong strut
studio stuff stumble stupid style subtle subway suck sunny surf surface swam swamp swan sway swear sweat sweep swell
swept swift swing swirl syrup tackle tail tall tame tangle tank tape tart taste teach teal tear teeth tempo tennis
tense tent text thaw theme theory thick thin thirst thorn thread thrill thrive throat throb throne thrust thunder
tickle tide tidy tight tile tilt timber tiny tired toad toast toes toil tomato tone tongue tools topic torch tortoise
toss tough towel toys trace tramp trample tray treasure tremble trend triangle trim trip troop trot trousers
trudge trumpet trunk tuck tumble tunnel turban turnip twig twine twirl twist tyre ugly umbrella upset urge usual vague
vain valley vanilla vase vast veil vein view viking vine vinegar violin vivid volcano vulture wade wagon wail wake
wallet walnut wander wardrobe warm wart wash washer wasp wave weak weary weather weave weep weird whale wheat wheel
whine whip whirl whisper wicket wide width wilt wine wings wink winter wipe wise wizard wobble wolf wood wooden wool
wore worst wove wrap wreath wreck wring wrist yacht yard yarn yawn yeast yell yellow yelp yoga yogurt
"""
"""In one form each: what is compared is their terms."""


def plain_terms() -> frozenset[str]:
    """Return the terms of :data:`PLAIN_WORDS`; a search looks them up where they are laid out."""
    return frozenset(terms_of(word)[0] for word in PLAIN_WORDS.split())

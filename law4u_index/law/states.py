"""Names of States, cities and countries, behind which the name of an Act means another: 'the Kerala Police Act'."""

from __future__ import annotations

from law4u_index.law.word_sets import word_set

STATES = word_set(
    "andhra arunachal assam bihar chhattisgarh goa gujarat haryana himachal jharkhand karnataka kerala madhya "
    "maharashtra manipur meghalaya mizoram nagaland odisha orissa punjab rajasthan sikkim tamil telangana "
    "tripura uttar uttarakhand uttaranchal bengal bombay madras calcutta hyderabad mysore travancore cochin "
    "pradesh nadu kashmir pepsu saurashtra vidarbha delhi mumbai chennai kolkata u.p m.p a.p t.n w.b h.p j&k "
    "up mp ap tn wb puducherry pondicherry ladakh patna chota nagpur santal uk us usa english british "
    "american india singapore pakistan bangladesh australian canadian foreign model uniform draft federal amendment"
)
"""Their last words, in lower case and without brackets, with other words that make another Act of one."""

"""Word lists: the site's categories, and the English words that tell one kind of line from another."""

from __future__ import annotations


def _words(text: str, separator: str | None = None) -> frozenset[str]:
    return frozenset(text.split(separator))


MINOR_WORDS = _words(
    "a an and are as at be but by can do does for from if in into is it its nor not of off on onto or "
    "out over per so than that the their then to under up upon via vs was when will with within without "
    "your yet"
)
"""Words that stay small in Title Case."""

NO_LABELS = _words(
    "note notes remember important warning caution nb n.b please attention disclaimer e.g i.e eg ie q a "
    "q. a. question answer tip ps p.s also however"
)
"""Words before a colon that label no section: 'Note: …'."""

IMPERATIVES = _words(
    "apply appear approach arrange ask attach attend avoid be block book bring call carry check choose "
    "claim collect compare complete consult contact convene convey copy deposit describe discuss do "
    "document download draft draw engage enquire ensure enter examine execute explain file fill find "
    "fix follow furnish gather get give go hand have hire hold identify inform inspect insist issue "
    "join keep lodge look make mark mention move negotiate note notify object obtain open oppose pay "
    "photograph place plead post prepare present preserve print produce prove provide publish pursue "
    "put raise reach read record refuse register remain remit reply report request respond retain "
    "return save search seek send serve set settle show sign speak state stay stop submit sue summon "
    "supply take tell track try turn update upload use verify visit wait warn watch withdraw write"
)
"""Verbs with which steps begin."""

CATEGORIES = _words(
    "General;Anticipatory Bail;Arbitration;Armed Forces Tribunal;Aviation;Bail;Bankruptcy & Insolvency;"
    "Banking & Finance;Banking;Breach of Contract;Cheque Bounce;Child Custody;Civil;Civil Law;"
    "Company Law;Constitutional Law;Consumer Court;Consumer Protection;Consumer Law;Contract Law;"
    "Corporate;Corporate Law;Corruption;Court Marriage;Criminal;Criminal Law;Customs & Central Excise;"
    "Cyber Crime;Cyber Law;Cyber and Technology Law;Divorce;Documentation;Domestic Violence;Education;"
    "Elections;Election Law;Environment;Environmental Law;Evidence;Family;Family Law;GST;High Court;"
    "Human Rights;Immigration;Insurance;Intellectual Property;International Law;Juvenile Justice;"
    "Labour & Service;Labour Law;Employment Law;Landlord & Tenant;Legal Aid;Media and Entertainment;"
    "Medical Negligence;Motor Accident;Muslim Law;NCLT;NRI;Narcotics;Patent;Property;Property Law;R.T.I;"
    "RTI;RERA;Real Estate;Recovery;Revenue;Startup;Succession Certificate;Supreme Court;Tax;Taxation;"
    "Tax Law;Trademark & Copyright;Transportation and Traffic Laws;Traffic Law;Wills Trusts;"
    "Wills & Trusts;Women and Child Law;Adoption;Senior Citizens;Animal Laws;"
    "Healthcare and Medical Malpractice;Marriage and Divorce Laws;Healthcare Law;Religious Law;"
    "Agriculture Law;Maritime Law;Sports Law;Space Law;Energy Law;Food Safety;Disability Rights;"
    "Aviation and Railways;Mental Healthcare",
    ";",
)
"""The site's labels of areas of law, and near variants of them."""

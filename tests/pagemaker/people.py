"""The advocates on the pages: every name is invented, and none is anyone's in particular."""

from __future__ import annotations

from tests.pagemaker.dice import Dice

NAMES = (
    "Aarohi Deshpande", "Abhinav K Nambiar", "Aditi Choudhury", "Ajeet Singh Rawat",
    "Amrita Kaur Gill", "Ananya Mukherjee", "Anirudh Venkataraman", "Arshad Ali Khan",
    "Asha Kumari Oraon", "Balwinder Dhaliwal", "Bhavesh J Parekh", "Bijoy Chakma",
    "C V Ranganathan", "Chitra Lekha Pillai", "D Sudhakar Reddy", "Deepti Saxena", "Devika S Menon",
    "Dilip Kumar Barik", "Eknath B Gawde", "Esha Bhattacharjee", "Farhan Siddiqui",
    "Feroza Contractor", "G Meenakshi Sundaram", "Gauri Kulkarni", "Gopal Das Agarwal",
    "Harish Chandra Joshi", "Hemlata Bisht", "Imran Qureshi", "Indrani Hazarika", "Ishaan Malhotra",
    "J Arockia Selvan", "Jaspreet Sandhu", "Jyoti Ranjan Sahoo", "K Lalitha Kumari",
    "Kavita Solanki", "Khushboo Tiwari", "L Tombi Singh", "Lobsang Dorjee", "M Naseer Ahmed",
    "Madhura Joglekar", "Mahesh Babu Naik", "Manpreet Kaur Sethi", "Mercy Lalrinpuii",
    "Mohd Tariq Ansari", "N Subramania Iyer", "Nandini Hegde", "Naresh Kumar Meena", "Neha Vasudev",
    "Nikhil Wagh", "Om Narayan Yadav", "P Jagannath Rao", "Pallavi Gogoi", "Paresh Trivedi",
    "Pema Bhutia", "Poornima Shetty", "Pranjal Kashyap", "R Karthikeyan", "Radhika Iyengar",
    "Rafiq Sheikh", "Rashmi Prabhu", "Ritu Nagpal", "Rohan D'Mello", "S Thamarai Kannan",
    "Sameer Wadhwa", "Sangeeta Murmu", "Shaista Parveen", "Shubham Dubey", "Sneha Kurien",
    "Suresh Chandra Bora", "T Vijaya Lakshmi", "Tanmay Ghosh", "Tenzin Wangmo", "Uday Bhan Thakur",
    "Urvashi Rathore", "V Prasanna Moorthy", "Vaishali Gaikwad", "Vikramaditya Negi",
    "Wasim Akhtar Mir", "Yamini Krishnan", "Zubin Daruwala",
)  # fmt: skip

PRACTICE_AREAS = (
    "Anticipatory Bail", "Arbitration", "Armed Forces Tribunal", "Bankruptcy & Insolvency",
    "Banking & Finance", "Breach of Contract", "Cheque Bounce", "Child Custody", "Civil",
    "Consumer Court", "Corporate", "Court Marriage", "Criminal", "Customs & Central Excise",
    "Cyber Crime", "Divorce", "Documentation", "Domestic Violence", "Family", "GST", "High Court",
    "Immigration", "Insurance", "International Law", "Labour & Service", "Landlord & Tenant",
    "Media and Entertainment", "Medical Negligence", "Motor Accident", "Muslim Law", "NCLT",
    "Patent", "Property", "R.T.I", "RERA", "Recovery", "Revenue", "Startup",
    "Succession Certificate", "Supreme Court", "Tax", "Trademark & Copyright", "Wills Trusts",
)  # fmt: skip

CITIES = (
    "Agra", "Ahmedabad", "Aizawl", "Allahabad", "Amritsar", "Aurangabad", "Bengaluru", "Bhopal",
    "Bhubaneswar", "Chandigarh", "Chennai", "Coimbatore", "Cuttack", "Dehradun", "Delhi",
    "Faridabad", "Gangtok", "Ghaziabad", "Goa", "Gurugram", "Guwahati", "Gwalior", "Hyderabad",
    "Imphal", "Indore", "Jaipur", "Jabalpur", "Jammu", "Jodhpur", "Kanpur", "Kochi", "Kolkata",
    "Kota", "Lucknow", "Ludhiana", "Madurai", "Mangaluru", "Meerut", "Mumbai", "Mysuru", "Nagpur",
    "Nashik", "Navi Mumbai", "Noida", "Patna", "Pune", "Raipur", "Rajkot", "Ranchi", "Shillong",
    "Shimla", "Siliguri", "Srinagar", "Surat", "Thane", "Thiruvananthapuram", "Udaipur", "Vadodara",
    "Varanasi", "Vijayawada", "Visakhapatnam",
)  # fmt: skip


def profile_url(name: str) -> str:
    """Return the address of the advocate's profile page on the site."""
    number = Dice("profile", name).number(1000, 9999)
    words = "".join(letter if letter.isalnum() else "-" for letter in name.lower())
    return f"https://law4u.in/advocate/{number}/{words}"

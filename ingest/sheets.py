"""The template sheets: the one list of columns that templates, samples and mapping share."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    """One column of a sheet: its header, its Chinese header, and what to write in it."""

    name: str
    zh: str
    help: str


@dataclass(frozen=True)
class Sheet:
    """One sheet: a CSV file `<name>.csv`, or a worksheet of that name in an Excel file."""

    name: str
    zh: str
    columns: tuple[Column, ...]


def _sheet(name: str, zh: str, *columns: tuple[str, str, str]) -> Sheet:
    return Sheet(name, zh, tuple(Column(*column) for column in columns))


_IDENTIFIERS = (
    ("identity_numbers", "证件号", "identity card or passport numbers, separated by ;"),
    ("phones", "电话", "separated by ;"),
    ("emails", "邮箱", "separated by ;"),
    ("accounts", "账号", "account numbers, cards or IBANs, separated by ;"),
    ("bank", "开户行", "bank or routing code of the accounts, as your payments have it"),
    ("plate", "车牌号", "registration plate"),
    ("vin", "车架号", "vehicle identification number"),
)

SHEETS: tuple[Sheet, ...] = (
    _sheet(
        "people",
        "人员",
        ("person_id", "客户号", "your number of the person; required"),
        ("name", "姓名", "full name as written"),
        ("other_name", "别名", "name in another script, or an earlier name"),
        ("birth_date", "出生日期", "YYYY-MM-DD"),
        ("identity_number", "证件号", "identity card or passport number"),
        ("employer_id", "雇主编号", "organisation_id of the employer"),
        ("related_to", "亲属客户号", "person_id of a relative"),
        ("relation", "亲属关系", "spouse, child, parent, sibling, other"),
    ),
    _sheet(
        "organisations",
        "机构",
        ("organisation_id", "机构编号", "your number of the organisation; required"),
        ("name", "名称", "registered name"),
        (
            "kind",
            "类别",
            "garage, clinic, hospital, doctor, lawyer, adjuster (providers); "
            "employer, fleet, agency, call_centre, landlord, other (organisations)",
        ),
        ("registration", "注册号", "company registration, social credit code or licence"),
    ),
    _sheet(
        "agents",
        "代理人",
        ("agent_id", "工号", "your number of the agent; required"),
        ("name", "姓名", "full name"),
        ("joined_on", "入职日期", "YYYY-MM-DD"),
        ("agency_id", "所属机构编号", "organisation_id of the agency"),
        ("identity_number", "证件号", "identity card or passport number"),
        ("person_id", "客户号", "person_id when the agent is known to be this customer"),
    ),
    _sheet(
        "policies",
        "保单",
        ("policy_number", "保单号", "required"),
        ("product", "险种", "motor, health, property, life"),
        ("holder_id", "投保人编号", "person_id or organisation_id of the policyholder"),
        ("holder_kind", "投保人类别", "person (when empty) or organisation"),
        ("insured_ids", "被保险人编号", "person_ids, separated by ;"),
        ("beneficiary_id", "受益人编号", "person_id"),
        ("beneficiary_relation", "受益人关系", "relation to the insured"),
        ("agent_id", "代理人工号", "who sold it"),
        ("vehicle_id", "车辆编号", "insured vehicle"),
        ("start_date", "起保日期", "YYYY-MM-DD"),
        ("end_date", "终止日期", "YYYY-MM-DD"),
        ("premium", "保费", "amount, e.g. 1234.50"),
        ("currency", "币种", "ISO 4217 code, e.g. CNY"),
    ),
    _sheet(
        "claims",
        "赔案",
        ("claim_number", "赔案号", "required"),
        ("policy_number", "保单号", "policy claimed on"),
        ("kind", "案件类型", "collision, theft, injury, hospital, property"),
        ("loss_date", "出险日期", "YYYY-MM-DD"),
        ("report_date", "报案日期", "YYYY-MM-DD"),
        ("place", "出险地点", "as written"),
        ("claimed", "索赔额", "amount, e.g. 1234.50"),
        ("currency", "币种", "ISO 4217 code"),
        ("status", "状态", "open, approved, paid, declined, withdrawn"),
        ("claimant_id", "索赔人编号", "person_id"),
        ("driver_id", "驾驶人编号", "person_id"),
        ("passenger_ids", "乘客编号", "person_ids, separated by ;"),
        ("witness_ids", "证人编号", "person_ids, separated by ;"),
        ("vehicle_ids", "车辆编号", "vehicle_ids, separated by ;"),
        ("garage_id", "修理厂编号", "organisation_id"),
        ("clinic_id", "医疗机构编号", "organisation_id of clinic or hospital"),
        ("doctor_id", "医生编号", "organisation_id"),
        ("lawyer_id", "律师编号", "organisation_id"),
        ("adjuster_id", "公估人编号", "organisation_id"),
        ("handler_id", "经办人工号", "your staff number of the claim handler"),
        ("reported_from", "报案电话", "phone the loss was reported from"),
    ),
    _sheet(
        "payments",
        "赔款",
        ("payment_number", "支付号", "required"),
        ("claim_number", "赔案号", "claim paid"),
        ("account", "收款账号", "account number or IBAN"),
        ("bank", "开户行", "bank or routing code"),
        ("payee_name", "收款人", "as written"),
        ("amount", "金额", "amount, e.g. 1234.50"),
        ("currency", "币种", "ISO 4217 code"),
        ("date", "支付日期", "day paid or due, YYYY-MM-DD"),
        ("status", "状态", "paid, scheduled, stopped, returned"),
    ),
    _sheet(
        "contacts",
        "联系方式",
        ("owner_id", "所有人编号", "person_id, organisation_id or agent_id; required"),
        ("owner_kind", "所有人类别", "person, organisation, provider, agent; required"),
        ("kind", "类别", "phone, email, address, account, device; required"),
        ("value", "内容", "the number or address; required"),
        ("city", "城市", "of an address"),
        ("postcode", "邮编", "of an address"),
        ("bank", "开户行", "of an account"),
        ("since", "起始日期", "YYYY-MM-DD"),
    ),
    _sheet(
        "vehicles",
        "车辆",
        ("vehicle_id", "车辆编号", "your number of the vehicle; required"),
        ("plate", "车牌号", "registration plate"),
        ("vin", "车架号", "vehicle identification number"),
        ("make", "品牌型号", "make and model"),
        ("owner_id", "车主编号", "person_id or organisation_id"),
        ("owner_kind", "车主类别", "person or organisation"),
        ("since", "起始日期", "owner since, YYYY-MM-DD"),
    ),
    _sheet(
        "watch_list",
        "关注名单",
        ("entry_number", "条目号", "number of the entry, one a row; required"),
        ("authority", "发布机关", "who lists it; required"),
        ("document_number", "文号", "the authority's document number; required"),
        ("kind", "类别", "kind of entry, as the list says"),
        ("reason", "列入原因", "why it is listed, in the authority's words"),
        ("listed_on", "列入日期", "YYYY-MM-DD"),
        ("expires_on", "有效期至", "last day it counts, YYYY-MM-DD; empty: until withdrawn"),
        ("name", "姓名", "person listed; matches only with the same birth date"),
        ("other_name", "别名", "name in another script, or an earlier name"),
        ("birth_date", "出生日期", "YYYY-MM-DD"),
        *_IDENTIFIERS,
        ("address", "地址", "street, house and flat"),
        ("city", "城市", "of the address"),
        ("postcode", "邮编", "of the address"),
    ),
    _sheet(
        "bulletins",
        "通报",
        ("bulletin_number", "文号", "number of the bulletin; required"),
        ("issuer", "发布机关", "who issued it; required"),
        ("issued_on", "日期", "YYYY-MM-DD"),
        ("title", "标题", "its title"),
        ("text", "内容", "what it says"),
        ("way_of_working", "作案手法", "the way of working that it describes"),
        *_IDENTIFIERS,
    ),
    _sheet(
        "outcomes",
        "处理结果",
        ("outcome_number", "编号", "number of the outcome; required"),
        ("claim_numbers", "赔案号", "claims it is about, separated by ;"),
        ("person_ids", "客户号", "people it is about, person_ids separated by ;"),
        ("verdict", "认定", "required"),
        ("decided_on", "日期", "day of the verdict, YYYY-MM-DD; required"),
        ("basis", "依据", "what the verdict rests on; required"),
        ("decided_by", "认定机构", "court or unit that decided"),
        ("document_number", "文号", "number of the judgment or file"),
    ),
)

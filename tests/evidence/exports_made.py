"""Exports to test with, made up, in the forms in which tools write them."""

# ruff: noqa: E501 - the apps write one entry a line

import io
import zipfile
from collections.abc import Mapping

SMS_BACKUP = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<!--File Created By SMS Backup & Restore v10.20.002 on 21/11/2026 09:00:00-->
<?xml-stylesheet type="text/xsl" href="sms.xsl"?>
<smses count="5" backup_set="x" backup_date="1795222800000">
  <sms protocol="0" address="+86 138-0000-0000" date="1795184400000" type="1" subject="null" body="再不还 &quot;上门&quot; &#55357;&#56832;&#10;等着" readable_date="x" contact_name="(Unknown)" />
  <sms protocol="0" address="1069000000001" date="1795140000000" type="1" body="【某某】请还款&#0;" contact_name="某某" />
  <sms protocol="0" address="1069000000001" date="1795140060000" type="2" body="不要再发" contact_name="某某" />
  <sms protocol="0" address="1069000000001" date="1795140060000" type="3" body="草稿" contact_name="某某" />
  <mms date="1795150000000" msg_box="1" address="10690" contact_name="null"><parts><part seq="-1" ct="application/smil" text="x" /><part seq="0" ct="text/plain" text="彩信里的话" /><part seq="1" ct="image/jpeg" text="null" data="AAAA" /></parts><addrs><addr address="10690" type="137" /></addrs></mms>
</smses>
"""

CALLS = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<calls count="6">
  <call number="02100000000" duration="75" date="1795184400000" type="1" presentation="1" contact_name="(Unknown)" />
  <call number="02100000000" duration="0" date="1795184460000" type="3" contact_name="(Unknown)" />
  <call number="02100000000" duration="0" date="1795184520000" type="5" contact_name="(Unknown)" />
  <call number="95000" duration="12" date="1795184580000" type="2" contact_name="某某" />
  <call number="-1" duration="0" date="1795184640000" type="6" presentation="2" contact_name="(Unknown)" />
  <call number="02100000000" duration="0" date="1795184700000" type="4" contact_name="(Unknown)" />
</calls>
"""

PHONE_TOOL = (
    "Chat Session,Message Date,Delivered Date,Read Date,Edited Date,Service,Type,Sender ID,Sender Name,Status,"
    "Replying to,Subject,Text,Reactions,Attachment,Attachment type\r\n"
    '某某,2026-11-20 22:10:33,,,,SMS,Incoming,+8613800000000,某某,Read,,,"再不还,\n就""上门""",,,\r\n'
    "某某,2026-11-20 22:11:33,,,,SMS,Outgoing,,,Read,,,=1+1,,,\r\n"
    "某某,2026-11-20 22:12:33,,,,SMS,Notification,,,,,,换了号码,,,\r\n"
)

CARRIER_BILL = (
    "客户姓名：某某\n起始时间\t通信地点\t通信方式\t对方号码\t通信时长\t通信类型\n"
    "2026-11-20 22:10:33\t北京\t被叫\t02100000000\t1分20秒\t国内\n"
    "2026-11-20 23:10:33\t北京\t主叫\t95000\t32秒\t国内\n"
    "2026-11-21 07:59:59\t北京\t未接\t02100000000\t\t国内\n"
)


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return target.getvalue()

// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter_cases.h"

namespace framescope::test {

const char* const FilterCases = R"cases(
# the whole language by example
John => 7 17
"two words"  /re+gex/ => 22
dir:in   type:text,ping   conn:2   kind:frame   opcode:0x9 =>
dir:in => 5 8 9 11 14 16 17 18 19 20 22 24 25 26 / 5 8 9 11 12 13 16 17 18 19 20 22 24 25 26
type:text,ping => 7 8 9 10 14 17 18 19 22 23 24 25 / 7 8 9 10 12 17 18 19 22 23 24 25
conn:2 => 29 30 31
kind:frame => 10 11 20 26 27 / 7 8 9 10 11 12 13 15 16 17 18 19 20 22 23 24 25 26 27
opcode:0x9 => 10
size:>1k  size:10..200 =>
size:>1k => 25
size:10..200 => 7 8 9 10 11 14 17 22 23 24 26 / 7 8 9 10 11 17 22 23 24 26
time:>12.5s  time:1s..2s =>
time:>12.5s => 23 24 25 26 27 28
time:1s..2s => 22
code:1006  code:4000..4999   reason:"bye"          rtt:>100ms =>
code:1006 => 31
code:4000..4999 => 26 27 28
reason:"bye" => 26 28
rtt:>100ms => 11
json:$.type=tick   json:$.price>100   json:$.items[0].id => 8
json:$.type=tick => 8
json:$.price>100 => 8
json:$.items[0].id => 8
json:$..error => 9
hex:"ca fe ?? 01" => 16
is:control  is:data  is:fragmented  is:compressed  is:masked  is:violation  is:binary  is:json  is:heartbeat =>
is:control => 10 11 26 27
is:data => 7 8 9 14 15 16 17 18 19 22 23 24 25 / 7 8 9 12 13 15 16 17 18 19 22 23 24 25
is:fragmented => 14 / 12 13
is:compressed => 17
is:masked => 7 10 15 23 27
is:violation => 19 20
is:binary => 15 16
is:json => 8 9
is:heartbeat =>
rule:utf8-invalid  severity:error => 19
rule:utf8-invalid => 19
severity:error => 19 20
websocket.opcode == 9 => 10

# words
JOHN => 7 17
"My name" => 7
"name My" =>
name John => 7
/na.e/ => 7 21 30
/NA.E/c =>
/na.e/c => 7 21 30
/^my.*john$/ => 7
/(john ?){12}/ => 17
example.com => 1 4
/chat => 1 4
farewell => 26 28
"Farewell, my" => 26 28
alpaca =>
"Upgrade: websocket" => 4 5
"101 Switching" => 5
TLSv1.3 => 3
dns => 30
look => 21
žluťoučký => 24
ŽLUŤOUČKÝ => 24
kůň => 24
"say \"hi\"" => 23
"\\ and" => 23
(you) => 10 11 23
"(you)" => 23
"(A" => 19
"" => 1 2 3 4 5 6 7 8 9 10 11 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 / 1 2 3 4 5 6 7 8 9 10 11 12 13 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
wss://example.com/chat => 1
{"type":"tick","price":100.50,"items":[{"id":7},{"id":9}]} => 8
"type":"tick" => 8
{"type":"TICK" => 8
[{"id":7} => 8
"items":[{"id":7} => 8
"type": "tick" => 8

# dir, type, kind
dir:out => 4 7 10 15 23 27
dir=in => 5 8 9 11 14 16 17 18 19 20 22 24 25 26 / 5 8 9 11 12 13 16 17 18 19 20 22 24 25 26
dir != in => 4 7 10 15 23 27
DIR:OUT => 4 7 10 15 23 27
dir:in,out => 4 5 7 8 9 10 11 14 15 16 17 18 19 20 22 23 24 25 26 27 / 4 5 7 8 9 10 11 12 13 15 16 17 18 19 20 22 23 24 25 26 27
type:text => 7 8 9 14 17 18 19 22 23 24 25 / 7 8 9 12 17 18 19 22 23 24 25
type:close => 26 27
type:closed => 28 31
type:continuation =>  / 13
type:reserved => 20
type:c* => 1 2 26 27 28 29 31 / 1 2 13 26 27 28 29 31
type!=text dir:in => 5 11 16 20 26 / 5 11 13 16 20 26
type:connecting,error,note => 1 21 29 30
type:binary => 15 16
type:pong => 11
kind:message => 7 8 9 14 15 16 17 18 19 22 23 24 25 /
kind:event => 1 2 3 4 5 6 21 28 29 30 31
kind:frame,message => 7 8 9 10 11 14 15 16 17 18 19 20 22 23 24 25 26 27 / 7 8 9 10 11 12 13 15 16 17 18 19 20 22 23 24 25 26 27
-kind:event => 7 8 9 10 11 14 15 16 17 18 19 20 22 23 24 25 26 27 / 7 8 9 10 11 12 13 15 16 17 18 19 20 22 23 24 25 26 27

type!=text,binary dir:in => 5 11 20 26 / 5 11 13 20 26
type:!=text,binary dir:in => 5 11 20 26 / 5 11 13 20 26
dir!=in,out =>
conn:1..2 kind!=event,frame,message =>

# conn n time
conn:1..2 => 1 2 3 4 5 6 7 8 9 10 11 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 / 1 2 3 4 5 6 7 8 9 10 11 12 13 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31
conn:>1 => 29 30 31
conn!=1 => 29 30 31
n:20 => 20
n:1..3,29 => 1 2 3 29
n>=28 => 28 29 30 31
n:..2 => 1 2
n:28.. => 28 29 30 31
n!=1..27,30 => 28 29 31
n:>=28,!=30 => 28 29 31
n:3..5,!=4 => 3 5
conn!=1,2 =>
time:>2s => 23 24 25 26 27 28
time:>1.5s type:text => 23 24 25
time:0s..100s kind:message dir:out => 7 15 23 /
time:<0.1h n:1..3 => 1 2 3
time:>1h =>
time:0..1h => 1 2 3 4 5 6 7 8 9 10 11 14 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31 / 1 2 3 4 5 6 7 8 9 10 11 12 13 15 16 17 18 19 20 21 22 23 24 25 26 27 28 29 30 31

# opcode
opcode:9,10 => 10 11
opcode:3..7 => 20
opcode:0 =>  / 13
opcode:1 dir:out => 7 23
opcode!=1 => 10 11 15 16 20 26 27 / 10 11 13 15 16 20 26 27
opcode:0xB..0xF =>

# size wire frames
size:0 => 18
size:3 => 15 19
size:3..6 => 15 16 19 / 12 15 16 19
size:>50 => 8 9 17 25
size:>=50 size:<=59 => 8 17
size:0.06k =>
size:59 => 17
size:<=0.003k => 15 18 19 20 27
size != 0 is:control => 10 11 26 27
size:>0.5 size:<2.5 => 20 27
wire:<10 is:compressed =>
wire:4 =>
size:>50 wire:<20 => 17
frames:2 => 14 /
frames:>1 => 14 /
frames:1 dir:out => 7 15 23 /
frames:1.. => 7 8 9 14 15 16 17 18 19 22 23 24 25 /

# close
code:4001,1006 => 26 27 28 31
code!=4001 => 31
code!=4001,1006 =>
code!=4001,1000 => 31
reason!=x,"Farewell, my friend, bye" =>
code:>=4000 => 26 27 28
code:1000 =>
code:1005 =>
reason:friend => 26 28
reason:"farewell, MY" => 26 28
reason:/^fare.*e$/ => 26 28
reason="Farewell, my friend, bye" => 26 28
reason=Farewell =>
reason!=x => 26 28
reason:friend,nobody => 26 28
by:server => 28
by:client =>
is:clean => 28

# rtt
rtt:251ms => 11
rtt:>250 => 11
rtt:<1s => 11
rtt:>252ms =>
rtt:0.2s..0.3s => 11
rtt:250us =>

# json
json:$.type=TICK => 8
json:$.type=trade => 9
json:$.type="tick" => 8
json:$.type!=tick => 9
json:$.type!=tick,trade =>
json:$.type!=tick,tock => 9
json:$..*~tick => 8
json:$..*~"7},{" => 8
json:$..*~/^1e\d$/ => 9
json:$..*=/code.*1e/ => 9
json:$.price>=99 => 8 9
json:$.price < 100 => 9
json:$.price=100.5 => 8
json:$.price=1005e-1 => 8
json:$.price!=99 => 8
json:$.price="99" =>
json:$.items[0].id=7 => 8
json:$.items[1].id=9 => 8
json:$.items[2] =>
json:$.items[*].id=9 => 8
json:$.items[*].id>8 => 8
json:$.items[*].id!=9 =>
json:$.items[*].id!=8 => 8
json:$..id=7 => 8
json:$..code=1000 => 9
json:$..code>=1e3 => 9
json:$..code="1e3" => 9
json:$.error=null => 9
json:$["type"]=tick => 8
json:type=tick => 8
json:price>99.5 => 8
json:$.TYPE =>
json:$.type~ic => 8
json:$.type~/^t.ade$/ => 9
json:$.type=/^t.ade$/ => 9
json:$.price=/0/ => 8
json:$.type=/T.CK/c =>
json:$.type=tick,trade => 8 9
json:$.items~"7},{" => 8
json:$.items={} =>
json:$.a.error={"code":"1e3"} => 9
json:$ => 8 9
json:$.*=99 => 9
json:$.type>m => 8 9
json:$.type<tr => 8
json:$.price in {99 100.5} => 8 9

# hex
hex:cafe => 16
hex:CAFE42 => 16
hex:"?? fe" => 16
hex:"c? f?" => 16
hex:c328 => 19
hex:"4a 6f 68 6e" => 7 17
hex:ff => 16
hex:"01 00 ff 00" =>
hex!=ca is:binary => 15
hex!=ca,61 is:binary =>

# is
is:text => 7 8 9 14 17 18 19 22 23 24 25 / 7 8 9 12 17 18 19 22 23 24 25
is:empty => 18
is:incomplete =>
is:event => 1 2 3 4 5 6 21 28 29 30 31
is:note => 21
is:noted => 6
is:marked => 8 10
is:noted,marked => 6 8 10
is:NO* => 6 21
not is:marked is:control => 11 26 27
is!=marked type:ping,pong => 11
is:marked dir:in => 8
is:control,binary => 10 11 15 16 26 27
is!=data dir:in => 5 11 20 26
is!=data,control dir:in => 5 20

# rule severity
rule:mask-missing =>
rule:rsv-set,utf8-invalid => 19 20
rule:rsv* => 20
severity:info =>
severity:>=warning => 19 20
severity!=error =>
payload!="abc","My name is John" is:data dir:out => 23

# text fields
payload:john => 7 17
payload="my name is john" => 7
payload!="abc" type:binary => 16
payload:/^h/ => 14 20 / 12 20
text:hi => 23
text:ca =>
payload:hi => 20 23
header:"Upgrade: websocket" => 4 5
header:upgrade => 4 5
header:/^Host: example/ => 4
header="Host: example.com" => 4
header:101 => 5
status:101 => 5
status:>=200 =>
detail:address => 30
detail:TLS_AES => 3
note:look => 6 21
note:look -is:note => 6
note="look at the name" => 6 21
note:chat =>

# connectives
type:ping or type:pong => 10 11
type:ping OR type:pong || type:note => 10 11 21
not kind:event -type:text => 10 11 15 16 20 26 27 / 10 11 13 15 16 20 26 27
-dir:in -dir:out conn:1 => 1 2 3 6 21 28
!(dir:in or dir:out) conn:1 => 1 2 3 6 21 28
(John or Hello) dir:in => 14 17 / 12 17
John and not compressed => 7 17
John && !is:compressed => 7
John or Hello dir:in => 7 14 17 / 7 12 17
not not John => 7 17
-(-John) => 7 17
((John)) => 7 17
(dir:out)(John) => 7
type:ping,pong size:>0 => 10 11

# wireshark
websocket.opcode==0x9 => 10
websocket.opcode > 7 => 10 11 26 27
websocket.opcode != 1 => 10 11 15 16 20 26 27 / 10 11 13 15 16 20 26 27
websocket.opcode in {9 10} => 10 11
websocket.opcode in {8..10} => 10 11 26 27
websocket.opcode eq 9 => 10
websocket.opcode GT 7 => 10 11 26 27
websocket.opcode lt 10 && websocket.opcode ge 8 => 10 26 27
websocket.opcode le 9 && websocket.opcode ne 1 => 10 15 16 20 26 27 / 10 13 15 16 20 26 27
websocket.payload.text ~ "JOHN$" => 7 17
websocket.payload.text eq "My name is John" => 7
websocket.fin == 0 =>  / 12
websocket.fin == false =>  / 12
websocket.fin => 7 8 9 10 11 14 15 16 17 18 19 20 22 23 24 25 26 27 / 7 8 9 10 11 12 13 15 16 17 18 19 20 22 23 24 25 26 27
websocket.rsv == 4 => 17
websocket.rsv != 0 => 17 20
websocket.mask == 1 => 7 10 15 23 27
websocket.mask == True => 7 10 15 23 27
websocket.payload_length > 58 => 9 25
websocket.payload_length == 3 => 15 19
websocket.payload.text => 7 8 9 14 17 19 22 23 24 25 / 7 8 9 12 17 19 22 23 24 25
websocket.payload.text contains "John" => 7 17
websocket.payload.text contains "john" =>
websocket.payload.text matches "JOHN$" => 7 17
websocket.payload.text == "My name is John" => 7
websocket.payload.close.status_code == 4001 => 26 27
websocket.payload.close.status_code => 26 27
websocket.payload.close.reason contains "my" => 26
websocket.payload.close.reason matches "^fare" => 26
websocket.opcode == 1 && !(websocket.mask == 1) => 8 9 14 17 18 19 22 24 25 / 8 9 12 17 18 19 22 24 25
websocket.opcode == 8 || websocket.opcode == 9 => 10 26 27
)cases";

} // namespace framescope::test

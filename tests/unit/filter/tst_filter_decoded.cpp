// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/hex.h"
#include "filter/match/matcher.h"
#include "support/capture_script.h"
#include "support/test_program.h"
#include "wire/frames/frame_encoder.h"

#include <QTest>

namespace tst_filter_decoded {

using namespace framescope;
using namespace framescope::filter;

namespace {

// {"type":"tick","id":42,"tags":["a","b"]}
constexpr const char* Gzip =
    "1f8b0800000000000203ab562aa92c4855b2522ac94cce56d251ca4c51b23231d2512a494c2f56b28a564a048a25"
    "29c5d6020037b1219b28000000";
constexpr std::string_view Base64 = "eyJ0eXBlIjoidGljayIsImlkIjo0MiwidGFncyI6WyJhIiwiYiJdfQ==";

} // namespace

/// `json:` of payloads that are not JSON but hold values.
class FilterDecodedTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void matches_data();
    void matches();

private:
    void add(const char* name, ByteView payload);

    test::CaptureScript script_;
    std::vector<std::pair<EventId, QString>> messages_;
};

void FilterDecodedTest::add(const char* name, ByteView payload)
{
    messages_.emplace_back(EventId{static_cast<std::uint32_t>(script_.timeline().size())}, name);
    script_.send(Direction::In, wire::encodeFrame({.opcode = wire::Opcode::Binary}, payload));
}

void FilterDecodedTest::initTestCase()
{
    script_.play("tcp\n-> request\n<- 101");
    const auto addHex = [this](const char* name, std::string_view digits) {
        add(name, parseHex(digits).value());
    };
    add("json", asBytes(R"({"type":"tick","id":42,"tags":["a","b"]})"));
    addHex("msgpack", "82 a4 74797065 a4 7469636b a2 6964 2a");
    addHex("cbor", "a2 64 74797065 64 7469636b 62 6964 18 2a");
    addHex("chunks", "a1 7f 62 7479 62 7065 ff 7f 62 7469 62 636b ff");
    addHex("bson", "1c000000 02 7479706500 05000000 7469636b00 10 696400 2a000000 00");
    addHex("gzip", Gzip);
    add("base64", asBytes(Base64));
    add("socket.io", asBytes(R"(42["chat",{"type":"tick","id":42}])"));
    addHex("flags", "82 a2 6f6b c3 a4 64617461 c4 02 cafe");
    add("text", asBytes("type tick id 42 is no JSON"));
    add("words", asBytes("typetickid42typetickid42typetickid42"));
    addHex("rest", "82 a4 74797065 a4 7469636b a2 6964 2a 00");
    addHex("cut", std::string_view(Gzip).substr(0, 100));
}

void FilterDecodedTest::matches_data()
{
    QTest::addColumn<QString>("expression");
    QTest::addColumn<QString>("names");
    const auto row = [](const char* expression, const char* names) {
        QTest::newRow(expression) << expression << names;
    };
    row("json:type=tick", "json msgpack cbor chunks bson gzip base64");
    row("json:id>41", "json msgpack cbor bson gzip base64");
    row("json:id=42.0", "json msgpack cbor bson gzip base64");
    row("json:$..id", "json msgpack cbor bson gzip base64 socket.io");
    row("json:$[1].type~/t.ck/", "socket.io");
    row("json:type!=tock", "json msgpack cbor chunks bson gzip base64");
    row("json:type!=tick", "");
    row("json:tags[1]=b", "json gzip base64");
    row("json:ok=true", "flags");
    row("json:data=\"yv4=\"", "flags");
    row("json:type=tick is:json", "json");
    row("json:nothing", "");
}

void FilterDecodedTest::matches()
{
    QFETCH(QString, expression);
    Matcher matcher(*parse(expression.toStdString()), script_.timeline(), timeline::View::Messages);
    QStringList found;
    for (const auto& [id, name] : messages_) {
        if (matcher.matches(id)) {
            found += name;
        }
    }
    QTEST(found.join(QLatin1Char(' ')), "names");
}

FRAMESCOPE_TEST(FilterDecodedTest)

} // namespace tst_filter_decoded

#include "tst_filter_decoded.moc"

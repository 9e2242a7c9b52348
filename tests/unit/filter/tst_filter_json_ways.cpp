// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/text/utf8_validator.h"
#include "codec/json/json_escapes.h"
#include "codec/json/json_path.h"
#include "codec/json/json_walk.h"
#include "filter/match/matcher.h"
#include "random_json.h"
#include "support/capture_script.h"
#include "support/test_program.h"
#include "wire/frames/frame_encoder.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <variant>

namespace tst_filter_json_ways {

using namespace framescope;
using namespace framescope::codec;
using namespace framescope::filter;

namespace {

using Values = std::vector<std::string>;

/// Reads JSON (RFC 8259) character by character: slow and simple.
class PlainReader
{
public:
    using Element = std::variant<std::string, std::uint64_t>; ///< a key or an index

    PlainReader(std::string_view text, const JsonPath& path) : text_(text), steps_(path.steps()) {}

    /// The values at the path, an object or array after its content; nothing if it is not JSON.
    std::optional<Values> read()
    {
        if (!isUtf8(asBytes(text_)) || !value()) {
            return std::nullopt;
        }
        skipSpace();
        return at_ == text_.size() ? std::optional(found_) : std::nullopt;
    }

private:
    bool isNext(char c) const { return at_ < text_.size() && text_[at_] == c; }
    bool take(char c)
    {
        skipSpace();
        const bool taken = isNext(c);
        at_ += taken ? 1 : 0;
        return taken;
    }
    void skipSpace()
    {
        while (isNext(' ') || isNext('\t') || isNext('\n') || isNext('\r')) {
            ++at_;
        }
    }

    bool value()
    {
        skipSpace();
        const std::size_t start = at_;
        const bool isRight = isNext('{')   ? object()
                             : isNext('[') ? array()
                             : isNext('"')
                                 ? string()
                                 : word("true") || word("false") || word("null") || number();
        if (isRight && isAtPath(0, 0)) {
            found_.emplace_back(text_.substr(start, at_ - start));
        }
        return isRight;
    }

    bool object()
    {
        take('{');
        if (take('}')) {
            return true;
        }
        do {
            skipSpace();
            const std::size_t start = at_;
            if (!string()) {
                return false;
            }
            place_.emplace_back(codec::unescape(asBytes(text_.substr(start, at_ - start))));
            if (!take(':') || !value()) {
                return false;
            }
            place_.pop_back();
        } while (take(','));
        return take('}');
    }

    bool array()
    {
        take('[');
        if (take(']')) {
            return true;
        }
        std::uint64_t index = 0;
        do {
            place_.emplace_back(index++);
            if (!value()) {
                return false;
            }
            place_.pop_back();
        } while (take(','));
        return take(']');
    }

    bool string()
    {
        if (!isNext('"')) {
            return false;
        }
        for (++at_; !isNext('"'); ++at_) {
            if (at_ == text_.size() || static_cast<unsigned char>(text_[at_]) < ' ') {
                return false;
            }
            if (isNext('\\') && (++at_, !escape())) {
                return false;
            }
        }
        ++at_;
        return true;
    }

    /// Behind its backslash; what it has beyond its letter stands for itself.
    bool escape() const
    {
        const std::string_view rest = text_.substr(at_);
        return rest.starts_with('u')
                   ? rest.size() > 4 && std::ranges::all_of(rest.substr(1, 4), isHexDigit)
                   : !rest.empty() && std::string_view("\"\\/bfnrt").find(rest[0]) != rest.npos;
    }

    static bool isHexDigit(char c)
    {
        return std::string_view("0123456789abcdefABCDEF").find(c) != std::string_view::npos;
    }

    bool digits()
    {
        const std::size_t start = at_;
        while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
            ++at_;
        }
        return at_ > start;
    }

    bool number()
    {
        at_ += isNext('-') ? 1 : 0;
        if (isNext('0')) {
            ++at_;
        } else if (!digits()) {
            return false;
        }
        if (isNext('.') && (++at_, !digits())) {
            return false;
        }
        if (isNext('e') || isNext('E')) {
            ++at_;
            at_ += isNext('+') || isNext('-') ? 1 : 0;
            return digits();
        }
        return true;
    }

    bool word(std::string_view letters)
    {
        const bool isHere = text_.substr(at_, letters.size()) == letters;
        at_ += isHere ? letters.size() : 0;
        return isHere;
    }

    /// Whether the elements from `element` on match the path from `step` on.
    bool isAtPath(std::size_t element, std::size_t step) const
    {
        if (step == steps_.size() || element == place_.size()) {
            return step == steps_.size() && element == place_.size();
        }
        const JsonPath::Step& asked = steps_[step];
        const Element& here = place_[element];
        const auto* key = std::get_if<std::string>(&here);
        const auto* index = std::get_if<std::uint64_t>(&here);
        const bool isIt =
            asked.kind == JsonPath::Step::Kind::Any ||
            (asked.kind == JsonPath::Step::Kind::Key && key && *key == asked.key) ||
            (asked.kind == JsonPath::Step::Kind::Index && index && *index == asked.index);
        return (isIt && isAtPath(element + 1, step + 1)) ||
               (asked.deep && isAtPath(element + 1, step));
    }

    std::string_view text_;
    const std::vector<JsonPath::Step>& steps_;
    std::size_t at_ = 0;
    std::vector<Element> place_;
    Values found_;
};

std::optional<Values> found(JsonWalk& walk, const std::string& text, const JsonPath& path)
{
    Values values;
    const bool isJson = walk.run(asBytes(text), &path, [&values](const JsonValue& value) {
        values.emplace_back(value.raw);
    });
    return isJson ? std::optional(values) : std::nullopt;
}

std::vector<JsonPath> somePaths()
{
    std::vector<JsonPath> paths;
    for (const std::string_view path :
         {"$", "$.a", "$.a.b", "$..a", "$.*", "$..*", "$[1]", "$.a[0]", "$..a..b", "$.type",
          "$[\"\\ud800\"]", "$..[0].a"}) {
        std::size_t length = 0;
        paths.push_back(*JsonPath::parse(path, length));
    }
    return paths;
}

/// Whether the same events match in a direction with unmasked payloads, and in one with masked
/// payloads, which are read separately.
bool isSameBothWays(const timeline::Timeline& timeline, const std::string& expression,
                    std::size_t& matches)
{
    Matcher matcher(*parse(expression), timeline, timeline::View::Messages);
    std::array<std::vector<bool>, 2> found;
    for (std::uint32_t i = 0; i < timeline.size(); ++i) {
        const timeline::Entry& entry = timeline.entry(EventId{i});
        if (entry.type == timeline::Type::Text) {
            found[indexOf(entry.direction())].push_back(matcher.matches(EventId{i}));
        }
    }
    matches = static_cast<std::size_t>(std::ranges::count(found[0], true));
    return found[0] == found[1] && !found[0].empty();
}

} // namespace

/// Each way of searching JSON has the same result as a simple reader.
class FilterJsonWaysTest : public QObject
{
    Q_OBJECT

private slots:
    void findTheSameValues();
    void knowTheSameShapes();
    void restWhereNothingFits();
    void findTheSameEvents_data();
    void findTheSameEvents();
};

void FilterJsonWaysTest::findTheSameValues()
{
    const std::vector<JsonPath> paths = somePaths();
    JsonWalk walk;
    test::RandomJson random(1);
    std::size_t right = 0;
    for (int i = 0; i < 60'000; ++i) {
        const std::string whole = random.text();
        const std::string text = i % 2 == 0 ? whole : random.broken(whole);
        const JsonPath& path = paths[random.below(paths.size())];
        const auto expected = PlainReader(text, path).read();
        right += expected ? 1 : 0;
        QVERIFY2(found(walk, text, path) == expected, text.c_str());
    }
    QVERIFY(right > 30'000 && right < 51'000);
}

/// Messages of a few kinds, some of them nearly so.
void FilterJsonWaysTest::knowTheSameShapes()
{
    test::RandomJson random(2);
    for (const JsonPath& path : somePaths()) {
        for (int round = 0; round < 40; ++round) {
            JsonWalk walk;
            const std::string kind = random.text();
            const std::string other = random.text();
            for (int i = 0; i < 40; ++i) {
                std::string text = random.likeIt(random.below(4) == 0 ? other : kind);
                if (random.below(8) == 0) {
                    text = random.broken(std::move(text));
                }
                const auto expected = PlainReader(text, path).read();
                QVERIFY2(found(walk, text, path) == expected, text.c_str());
                QVERIFY2(walk.run(asBytes(text), nullptr, {}) == expected.has_value(),
                         text.c_str());
            }
        }
    }
}

/// What has the shape is known again, and what is of many kinds is not compared for ever.
void FilterJsonWaysTest::restWhereNothingFits()
{
    JsonShape shape;
    std::vector<JsonValue> results;
    QVERIFY(!shape.fits("[1]", results) && shape.wantsAnother());
    shape.learn("[1]", {{1, 2, true}});
    QVERIFY(shape.fits("[\"a\"]", results));
    QCOMPARE(results.at(0).raw, std::string_view("\"a\""));
    for (int i = 0; i < 20; ++i) {
        QVERIFY(!shape.fits("{}", results));
    }
    QVERIFY(!shape.wantsAnother() && !shape.fits("[1]", results));
    int texts = 0;
    for (; !shape.fits("[1]", results); ++texts) {
        QVERIFY(texts < 5000);
    }
    QVERIFY(texts > 4000);
}

void FilterJsonWaysTest::findTheSameEvents_data()
{
    QTest::addColumn<QString>("expression");
    for (const char* expression : {"json:a=7",
                                   "json:$..a=tick",
                                   "json:$..a=\"7\"",
                                   "json:$..a!=7",
                                   "json:$..a>7",
                                   "json:$..a<=1e2",
                                   "json:$..a~tick",
                                   "json:$..type=TICK",
                                   "json:$..a",
                                   "json:$..b",
                                   "json:$[\"a key of more than sixteen\"]",
                                   "json:$..*=true",
                                   "json:$..a=x,y,é",
                                   "json:$..a=\"{\"",
                                   "json:$..a=/t.ck/",
                                   "json:$..a!=/t.ck/",
                                   "json:$..a~/ic./",
                                   "json:$..a!=tick",
                                   "json:$..a~\u0041",
                                   "is:json",
                                   "json:$..a=A",
                                   "json:$..type",
                                   "json:$..*=9223372036854775808",
                                   "json:$..*=-0"}) {
        QTest::newRow(expression) << QString::fromUtf8(expression);
    }
}

void FilterJsonWaysTest::findTheSameEvents()
{
    QFETCH(QString, expression);
    static test::CaptureScript script;
    static std::size_t recorded = 0;
    if (recorded == 0) {
        script.play("tcp\n-> request\n<- 101");
        test::RandomJson random(3);
        for (; recorded < 3000; ++recorded) {
            std::string text = random.text();
            if (recorded % 3 == 0) {
                text = random.broken(std::move(text));
            }
            script.send(Direction::In, wire::encodeFrame({}, asBytes(text)));
            script.send(Direction::Out,
                        wire::encodeFrame({.maskKey = wire::MaskKey{1, 2, 3, 4}}, asBytes(text)));
        }
    }
    std::size_t matches = 0;
    QVERIFY(isSameBothWays(script.timeline(), expression.toStdString(), matches));
    QVERIFY(matches > 0 && matches < recorded);
}

FRAMESCOPE_TEST(FilterJsonWaysTest)

} // namespace tst_filter_json_ways

#include "tst_filter_json_ways.moc"

// SPDX-License-Identifier: GPL-3.0-or-later
#include "filter/language/terms.h"
#include "filter/match/matcher.h"
#include "present/search/cell_terms.h"
#include "present/values/json_tree_model.h"
#include "support/capture_script.h"
#include "support/test_program.h"
#include "timeline/index/event_record.h"

#include <QTest>

#include <functional>

namespace tst_row_terms {

using namespace framescope;
using namespace framescope::present;
using timeline::View;

/// A term that the window makes from a row finds this row, and its opposite does not.
class TestRowTerms : public QObject
{
    Q_OBJECT

private slots:
    void ofCells();
    void ofPayloads();
    void ofJsonValues();
    void ofTimes();
};

namespace {

/// Events of every kind, and payloads with all that means something in an expression.
constexpr const char* Script = R"script(
connecting ws://example.com/chat
tcp
-> request deflate
<- 101 deflate
-> text two words
<- text say "hi" \ (or not) -x field:value a..b /re/ 100%
<- text and
<- text -
<- text Grüße, ΣΊΣΥΦΟΣ 😀
<- text 12
<- text
<- more text {"type":"ti
<- ping beat
-> pong beat
<- rest ck","n":1}
<- deflated text {"packed":true}
-> binary {"a":1}
<- text {"type":"tick","price":1.50,"ok":true,"none":null,"big":1e400,"int":9223372036854775808,"zero":-0}
<- text {"a":"","b":"100","c":"true","d":"null","e":"-5","f":"1e3","g":" pad ","h":"x,y","i":"a..b"}
<- text {"a":"say \"hi\"","b":"back\\slash","c":"(x) or [y]","d":"/re+/","e":"/re/c",">f":">5","g":"=","h":"~x"}
<- text {"a":"line\nbreak\ttab","b":"\u00e9t\u00c9","c":"\ud83d\ude00","d":"\ud800","e":"\b\f\u0001","f":"Straße"}
<- text {"odd key":1,"a.b":2,"é":3,"\u00e9\u00e8":4,"a\nb":5,"q\"":6,"":7,"7":8,"b\\":9,"]":10,"it's":11,"a b":"c d"}
<- text {"a":{"b":[1,{"c":"x"}],"odd key":{}},"list":[[],[1]],"and":"or","not":"not","or":"-"}
<- text ["a",{"b":"c d"},[2]]
<- text "alone, quoted"
<- text 7
<- raw 81 83 00 00 00 00 'abc'
<- raw 82 03 ff fe 00
<- raw 81 05 'a' 0a 'b' 0d 'c'
<- close 4000 see "you", bye)
-> close 1000
<- fin
note nothing else
)script";

/// Writes terms with the events that they match.
struct Terms
{
    test::CaptureScript script;
    QStringList failures;

    explicit Terms()
    {
        script.play(Script);
        script.finish();
    }

    const timeline::Timeline& events() const { return script.timeline(); }

    void check(EventId id, View view, const QString& term)
    {
        const auto filter = filter::parse(term.toStdString());
        if (!filter) {
            failures += QStringLiteral("%1 of event %2 is not understood: %3")
                            .arg(term)
                            .arg(id.value)
                            .arg(QString::fromStdString(filter.error().what));
            return;
        }
        const auto opposite = filter::parse('-' + term.toStdString());
        const bool finds = filter::Matcher(*filter, events(), view).matches(id);
        if (!finds || !opposite || filter::Matcher(*opposite, events(), view).matches(id)) {
            failures += QStringLiteral("%1 does not find event %2, or its opposite does")
                            .arg(term)
                            .arg(id.value);
        }
    }

    template <class Each>
    void everyRow(Each each)
    {
        for (const View view : {View::Messages, View::Frames}) {
            for (std::uint32_t i = 0; i < events().size(); ++i) {
                if (timeline::isVisible(events().entry(EventId{i}), view)) {
                    each(EventId{i}, view);
                }
            }
        }
    }

    QString report() const { return failures.join(QLatin1Char('\n')); }
};

void everyIndex(const JsonTreeModel& model, const QModelIndex& parent,
                const std::function<void(const QModelIndex&)>& each)
{
    for (int row = 0; row < model.rowCount(parent); ++row) {
        const QModelIndex index = model.index(row, JsonTreeModel::KeyColumn, parent);
        each(index);
        everyIndex(model, index, each);
    }
}

} // namespace

void TestRowTerms::ofCells()
{
    Terms terms;
    terms.everyRow([&terms](EventId id, View view) {
        for (const CellTerm& term : cellTerms(terms.events(), id)) {
            terms.check(id, view, term.term);
        }
    });
    QVERIFY2(terms.failures.isEmpty(), qPrintable(terms.report()));
}

void TestRowTerms::ofPayloads()
{
    Terms terms;
    timeline::StreamReader reader(terms.events());
    int made = 0;
    terms.everyRow([&](EventId id, View view) {
        const PayloadTerms found = payloadTerms(terms.events(), reader, id);
        if (found.text) {
            terms.check(id, view, found.text->term);
        }
        for (const CellTerm& term : found.json) {
            terms.check(id, view, term.term);
            ++made;
        }
    });
    QVERIFY2(terms.failures.isEmpty(), qPrintable(terms.report()));
    QVERIFY(made > 80);
}

void TestRowTerms::ofJsonValues()
{
    Terms terms;
    timeline::StreamReader reader(terms.events());
    int made = 0;
    terms.everyRow([&](EventId id, View view) {
        const auto payload = reader.payload(id, 0, PayloadTermsLimit);
        auto document = std::make_shared<JsonDocument>();
        document->text = std::make_shared<const Bytes>(payload ? *payload : Bytes());
        document->outline = codec::JsonOutline::parse(*document->text);
        if (document->outline.failure()) {
            return;
        }
        JsonTreeModel model;
        model.setDocument(document);
        everyIndex(model, {}, [&](const QModelIndex& index) {
            const std::string path = index.data(JsonTreeModel::PathRole).toString().toStdString();
            const std::string value = model.plainValue(index).toStdString();
            const auto kind = index.data(JsonTreeModel::KindRole).toInt();
            const bool inside = kind == static_cast<int>(codec::JsonOutline::Kind::Object) ||
                                kind == static_cast<int>(codec::JsonOutline::Kind::Array);
            terms.check(id, view, QString::fromStdString(filter::jsonPathTerm(path)));
            if (!inside) {
                terms.check(id, view, QString::fromStdString(filter::jsonTerm(path, value)));
            }
            ++made;
        });
    });
    QVERIFY2(terms.failures.isEmpty(), qPrintable(terms.report()));
    QVERIFY(made > 100);
}

void TestRowTerms::ofTimes()
{
    Terms terms;
    terms.everyRow([&terms](EventId id, View view) {
        const Duration at = terms.events().entry(id).timestamp() - terms.events().start();
        terms.check(id, view, QString::fromStdString(filter::timeTerm(Duration{}, at)));
        const QString from = QString::fromStdString(filter::timeTerm(at, at));
        terms.check(id, view, from);
        terms.check(id, view, QLatin1String("time:>=") + from.section(QLatin1String(".."), 1));
    });
    QVERIFY2(terms.failures.isEmpty(), qPrintable(terms.report()));
}

FRAMESCOPE_TEST(TestRowTerms)

} // namespace tst_row_terms

#include "tst_row_terms.moc"

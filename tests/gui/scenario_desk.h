// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/patience.h"
#include "ui/page/task_pane.h"
#include "ui/scenario/results_view.h"
#include "ui/scenario/scenario_edit.h"
#include "ui/scenario/scenario_pane.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/completion_popup.h"
#include "window_fixture.h"

#include <QFile>
#include <QLabel>
#include <QTest>
#include <QWebSocket>

namespace framescope::test {

// A scenario in a tab, worked on by mouse and keyboard.
class ScenarioDesk : public WindowFixture
{
public:
    static constexpr const char* Echoes = "name: it answers\n"
                                          "connect: \"{{url}}/echo\"\n"
                                          "variables: { url: \"URL\" }\n"
                                          "steps:\n"
                                          "  - expect: open\n"
                                          "  - send: hello\n"
                                          "  - expect: { message: WANTED, within: 2s }\n"
                                          "  - send: { close: 1000 }\n"
                                          "  - expect: { close: { code: 1000, by: client } }\n"
                                          "never: severity:error\n";
    static constexpr const char* Greets = "name: greets\n"
                                          "serve: { path: /greet }\n"
                                          "steps:\n"
                                          "  - send: hello\n";

    inline static const QString Name = QStringLiteral("a.scenario.yaml");

    /// Opens a file with the text.
    ui::ScenarioPane& open(const QString& text)
    {
        write(text);
        window().open(file(Name));
        return pane();
    }
    ui::ScenarioPane& openEchoes(const QString& wanted = QStringLiteral("hello"))
    {
        return open(QString::fromUtf8(Echoes)
                        .replace(QLatin1String("URL"), url({}))
                        .replace(QLatin1String("WANTED"), wanted));
    }
    using WindowFixture::write;
    void write(const QString& text) { write(Name, text.toUtf8()); }
    QByteArray read()
    {
        QFile in(file(Name));
        return in.open(QIODevice::ReadOnly) ? in.readAll() : QByteArray();
    }
    ui::ScenarioPane& pane() { return *static_cast<ui::ScenarioPane*>(page().task()); }
    ui::ScenarioEdit& edit() { return pane().edit(); }
    ui::ResultsView& results() { return pane().results(); }
    void runToEnd()
    {
        bool ran = false; // a run is soon over
        QObject watch;
        QObject::connect(&pane(), &ui::TaskPane::changed, &watch,
                         [this, &ran] { ran |= pane().canStop(); });
        press(Qt::Key_F5);
        QTRY_VERIFY(ran && pane().canStart());
    }
    scenario::Outcome outcome(std::size_t run = 0)
    {
        const auto* result = results().result(run);
        return result ? result->outcome : scenario::Outcome::Skipped;
    }
    QString currentPreview()
    {
        const QModelIndex index = page().timelineView().currentIndex();
        return index.siblingAtColumn(present::TimelineModel::Preview).data().toString();
    }
    QString said(const ui::ResultsView::StepId& step)
    {
        QString text;
        results().select(step);
        const QModelIndex at = results().currentIndex();
        for (int i = 0; i < results().model()->rowCount(at); ++i) {
            const QModelIndex detail = results().model()->index(i, 0, at);
            text += detail.data().toString() + QLatin1Char('\n');
            for (int j = 0; results().isExpanded(detail) && j < detail.model()->rowCount(detail);
                 ++j) {
                text += detail.model()->index(j, 0, detail).data().toString() + QLatin1Char('\n');
            }
        }
        return text;
    }
    // What the server of the current tab says first; empty if it does not.
    QString greeting()
    {
        QWebSocket client;
        QString first;
        QObject::connect(&client, &QWebSocket::textMessageReceived, &client,
                         [&first](const QString& text) { first = text; });
        client.open(QUrl(page().task()->servedUrl() + QStringLiteral("/greet")));
        const auto isOver = [&] { // there may be no server yet
            return !first.isEmpty() || client.state() == QAbstractSocket::UnconnectedState;
        };
        static_cast<void>(QTest::qWaitFor(isOver, Patience));
        return first;
    }
    QString summary() { return pane().findChild<QLabel*>(QStringLiteral("summary"))->text(); }
    ui::CompletionPopup* popup()
    {
        return window().findChild<ui::CompletionPopup*>(QStringLiteral("completionPopup"));
    }
};

} // namespace framescope::test

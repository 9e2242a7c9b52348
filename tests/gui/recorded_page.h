// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/capture_script.h"
#include "support/patience.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/timeline/timeline_pane.h"
#include "window_fixture.h"

#include <QLabel>
#include <QTest>

namespace framescope::test {

// The window with a recording in it that a script wrote.
class RecordedPage : public WindowFixture
{
public:
    explicit RecordedPage(std::string_view script)
    {
        script_.play("connecting ws://example.com/chat\ntcp\n-> request\n<- 101\n");
        script_.play(script);
        script_.finish();
        window().open(QString::fromStdString(script_.path()));
        const auto loaded = [this] {
            const auto rows = page().rowsJob().rows();
            return page().document().timeline() && !page().document().isLoading() &&
                   page().rowsJob().progress().complete() && rows == model().rows() &&
                   model().listedRows() == rows->size() && rowCount() > 0;
        };
        QVERIFY(QTest::qWaitFor(loaded, Patience));
    }

    ui::TimelineView& view() { return page().timelineView(); }
    present::TimelineModel& model() { return page().model(); }
    QString cell(int row, int column) { return model().index(row, column).data().toString(); }
    QString currentPreview()
    {
        return cell(view().currentIndex().row(), present::TimelineModel::Preview);
    }
    // A click in the row whose preview starts so.
    void click(const QString& preview, int column = present::TimelineModel::Preview)
    {
        const QModelIndex index = model().index(shownRow(preview), column);
        QVERIFY(index.isValid());
        view().scrollTo(index);
        QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, view().visualRect(index).center());
    }
    // What was said last at the end of the status line.
    QString note() { return page().findChild<QLabel*>(QStringLiteral("note"))->text(); }

private:
    CaptureScript script_;
};

} // namespace framescope::test

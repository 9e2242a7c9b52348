// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "support/capture_script.h"
#include "support/patience.h"
#include "ui/details/shell/details_pane.h"
#include "ui/details/text/text_view.h"

#include <QLabel>
#include <QSignalSpy>
#include <QTabBar>
#include <QTabWidget>
#include <QTextBrowser>
#include <QtTest>

#include <memory>
#include <string>
#include <string_view>

namespace framescope::test {

inline constexpr std::string_view opening = R"(connecting ws://example.com/chat
                                        tcp
                                        -> request protocols=chat
                                        <- 101 protocol=chat
                                        )";

// A pane that shows events of a recorded script.
class ShownPane : public ui::DetailsPane
{
public:
    explicit ShownPane(std::string_view script, bool opened = true)
    {
        script_.play(std::string(opened ? opening : std::string_view()) + std::string(script));
        script_.finish();
        timeline_ = script_.reloaded();
        resize(420, 600);
        setTimeline(timeline_);
        show();
        if (!QTest::qWaitForWindowActive(this, Patience)) {
            qFatal("the window does not come up");
        }
    }

    void showLast(timeline::Type type, timeline::View view = timeline::View::Messages)
    {
        for (auto n = static_cast<std::uint32_t>(timeline_->size()); n > 0; --n) {
            const timeline::Entry& entry = timeline_->entry(EventId{n - 1});
            if (entry.type == type && timeline::isVisible(entry, view)) {
                showNumber(n - 1, view);
                return;
            }
        }
        qFatal("there is no such event");
    }

    void showNumber(std::uint32_t n, timeline::View view = timeline::View::Messages)
    {
        QSignalSpy shown(this, &ui::DetailsPane::shown);
        showEvent(EventId{n}, view);
        if (shown.isEmpty() && !shown.wait(Patience)) {
            qFatal("nothing is shown");
        }
    }

    void click(Tab tab)
    {
        QTabBar* bar = tabs().tabBar();
        QTest::mouseClick(bar, Qt::LeftButton, {}, bar->tabRect(tab).center());
    }

    QTabWidget& tabs() const { return *findChild<QTabWidget*>("detailsTabs"); }
    QString label(const char* name) const { return findChild<QLabel*>(name)->text(); }
    bool isShown(const char* name) const { return findChild<QWidget*>(name)->isVisible(); }
    ui::TextView& textView() const { return *findChild<ui::TextView*>("payloadText"); }
    // As it is painted, wrapped rows one after the other.
    QStringList rows() const { return textView().visibleText(); }
    QString text() const { return rows().join(QString()); }
    QString document(const char* name) const
    {
        return findChild<QTextBrowser*>(name)->toPlainText();
    }
    QString enabledTabs() const
    {
        QStringList names;
        for (int i = 0; i < tabs().count(); ++i) {
            if (tabs().isTabEnabled(i) && tabs().isTabVisible(i)) {
                names += tabs().tabText(i);
            }
        }
        return names.join(QLatin1Char(' '));
    }
    const timeline::Timeline& timeline() const { return *timeline_; }
    std::string path() const { return script_.path(); }

private:
    CaptureScript script_;
    std::shared_ptr<const timeline::Timeline> timeline_;
};

} // namespace framescope::test

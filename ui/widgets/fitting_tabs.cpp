// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fitting_tabs.h"

#include <QTabBar>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr int widestPadding = 13;
constexpr int narrowestPadding = 4;
constexpr int verticalPadding = 7;

class FittingTabBar : public QTabBar
{
public:
    using QTabBar::QTabBar;

    QSize sizeHint() const override
    {
        return {namesWidth() + 2 * widestPadding * shownTabs(), height()};
    }
    QSize minimumSizeHint() const override { return {1, height()}; }

protected:
    QSize tabSizeHint(int index) const override
    {
        const int tabs = std::max(1, shownTabs());
        const int names = namesWidth();
        const int padding =
            std::clamp((width() - names) / (2 * tabs), narrowestPadding, widestPadding);
        return {nameWidth(index) + 2 * padding, height()};
    }
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }

private:
    static int height(const QFontMetrics& metrics)
    {
        return metrics.height() + 2 * verticalPadding + 2;
    }
    int height() const { return height(fontMetrics()); }
    int nameWidth(int index) const { return fontMetrics().horizontalAdvance(tabText(index)) + 2; }
    int shownTabs() const
    {
        int shown = 0;
        for (int i = 0; i < count(); ++i) {
            shown += isTabVisible(i) ? 1 : 0;
        }
        return shown;
    }
    int namesWidth() const
    {
        int names = 0;
        for (int i = 0; i < count(); ++i) {
            names += isTabVisible(i) ? nameWidth(i) : 0;
        }
        return names;
    }
};

} // namespace

FittingTabs::FittingTabs(QWidget* parent) : QTabWidget(parent)
{
    auto* bar = new FittingTabBar(this);
    bar->setExpanding(false);
    setTabBar(bar);
    setDocumentMode(true);
    setUsesScrollButtons(true);
    setElideMode(Qt::ElideNone); // a name of one letter and dots says nothing
}

} // namespace framescope::ui

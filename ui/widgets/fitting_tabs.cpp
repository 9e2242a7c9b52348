// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/fitting_tabs.h"

#include <QTabBar>

#include <algorithm>
#include <utility>

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
        const auto [tabs, names] = shown();
        return {names + 2 * widestPadding * tabs, height()};
    }
    QSize minimumSizeHint() const override { return {1, height()}; }

protected:
    QSize tabSizeHint(int index) const override
    {
        const auto [tabs, names] = shown();
        const int padding = std::clamp((width() - names) / (2 * std::max(1, tabs)),
                                       narrowestPadding, widestPadding);
        return {nameWidth(index) + 2 * padding, height()};
    }
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }

private:
    int height() const { return fontMetrics().height() + 2 * verticalPadding + 2; }
    int nameWidth(int index) const { return fontMetrics().horizontalAdvance(tabText(index)) + 2; }
    /// The number of visible tabs, and the total width of their names.
    std::pair<int, int> shown() const
    {
        std::pair<int, int> shown;
        for (int i = 0; i < count(); ++i) {
            if (isTabVisible(i)) {
                shown.first += 1;
                shown.second += nameWidth(i);
            }
        }
        return shown;
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
    setElideMode(Qt::ElideNone); // elided to one letter and dots, a name says nothing
}

} // namespace framescope::ui

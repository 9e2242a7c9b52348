// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/plain_text_guard.h"

#include "ui/style/plain_text.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QHeaderView>
#include <QHelpEvent>
#include <QMenu>
#include <QMessageBox>
#include <QPointer>
#include <QTabBar>

namespace framescope::ui::style {

namespace {

struct Tip
{
    QString text;
    QRect area; ///< of the widget; leaving it hides the tooltip
};

Tip tipOfView(const QAbstractItemView& view, const QPoint& position)
{
    if (!view.model()) {
        return {};
    }
    if (const auto* header = qobject_cast<const QHeaderView*>(&view)) {
        const int section = header->logicalIndexAt(position);
        return {section < 0 ? QString()
                            : view.model()
                                  ->headerData(section, header->orientation(), Qt::ToolTipRole)
                                  .toString(),
                {}};
    }
    const QModelIndex index = view.indexAt(position);
    return {index.data(Qt::ToolTipRole).toString(), view.visualRect(index)};
}

/// The tooltip at a position; its text is empty if the widget has none of its own.
Tip tipAt(const QWidget& widget, const QPoint& position)
{
    if (const auto* menu = qobject_cast<const QMenu*>(&widget)) {
        const QAction* action = menu->toolTipsVisible() ? menu->actionAt(position) : nullptr;
        const bool hasTip = action && action->toolTip() != QAction(action->text()).toolTip();
        return {hasTip ? action->toolTip() : QString(), {}};
    }
    if (const auto* tabs = qobject_cast<const QTabBar*>(&widget)) {
        const int tab = tabs->tabAt(position);
        return {tabs->tabToolTip(tab), tabs->tabRect(tab)};
    }
    const auto* view = qobject_cast<const QAbstractItemView*>(widget.parentWidget());
    if (view && view->viewport() == &widget) {
        if (Tip tip = tipOfView(*view, position); !tip.text.isEmpty()) {
            return tip;
        }
    }
    return {widget.toolTip(), {}};
}

} // namespace

void PlainTextGuard::install()
{
    static QPointer<PlainTextGuard> only;
    if (!only) {
        only = new PlainTextGuard(qApp);
        qApp->installEventFilter(only);
    }
}

bool PlainTextGuard::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Polish) { // before it is laid out
        if (auto* box = qobject_cast<QMessageBox*>(watched)) {
            box->setTextFormat(Qt::PlainText);
        }
        return false;
    }
    if (event->type() != QEvent::ToolTip || !watched->isWidgetType()) {
        return false;
    }
    auto* widget = static_cast<QWidget*>(watched);
    const auto* help = static_cast<QHelpEvent*>(event);
    const Tip tip = tipAt(*widget, help->pos());
    if (tip.text.isEmpty()) {
        return false; // a parent has the tooltip, or the widget shows its own
    }
    showToolTip(help->globalPos(), tip.text, widget, tip.area, widget->toolTipDuration());
    return true;
}

} // namespace framescope::ui::style

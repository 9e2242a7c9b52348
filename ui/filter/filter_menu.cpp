// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_menu.h"

#include "ui/filter/named_filters_dialog.h"
#include "ui/filter/save_filter_dialog.h"
#include "ui/settings/settings.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"

namespace framescope::ui {

namespace {

constexpr qsizetype MostRecent = 12;
constexpr qsizetype LongestName = 40;
constexpr qsizetype LongestExpression = 60;

} // namespace

FilterMenu::FilterMenu(Settings& settings, QWidget* parent) : QMenu(parent), settings_(settings)
{
    setObjectName(QStringLiteral("filterMenu"));
    connect(this, &QMenu::aboutToShow, this, &FilterMenu::fill);
}

void FilterMenu::setExpression(const QString& expression, bool good)
{
    expression_ = expression.trimmed();
    good_ = good && !expression_.isEmpty();
}

void FilterMenu::fill()
{
    clear();
    const QList<NamedFilter> named = settings_.namedFilters();
    for (const NamedFilter& filter : named) {
        // QMenu draws text after a tab at the right, like a shortcut.
        QAction* action = addFilter(style::menuText(filter.name, LongestName) + QLatin1Char('\t') +
                                        style::menuText(filter.expression, LongestExpression),
                                    filter.expression);
        action->setCheckable(true);
        action->setChecked(filter.expression == expression_);
    }
    addSeparator();
    addAction(style::icon(QStringLiteral("bookmark")), tr("&Save this filter…"), this,
              &FilterMenu::save)
        ->setEnabled(good_);
    addAction(tr("&Manage named filters…"), this, &FilterMenu::manage)
        ->setEnabled(!named.isEmpty());
    addSeparator();
    const QStringList recent = settings_.recent(Recent::Filters).mid(0, MostRecent);
    for (const QString& expression : recent) {
        addFilter(style::menuText(expression, LongestExpression), expression)
            ->setIcon(style::icon(QStringLiteral("history"), style::Ink::Muted));
    }
    addAction(recent.isEmpty() ? tr("No recent filters") : tr("&Clear recent filters"), this,
              [this] {
                  settings_.clear(Recent::Filters);
                  emit historyCleared();
              })
        ->setEnabled(!recent.isEmpty());
    addSeparator();
    addAction(style::icon(QStringLiteral("help")), tr("Filter &language"), this,
              &FilterMenu::helpRequested);
}

QAction* FilterMenu::addFilter(const QString& text, const QString& expression)
{
    QAction* action = addAction(text, this, [this, expression] { emit chosen(expression); });
    action->setData(expression);
    return action;
}

void FilterMenu::save()
{
    auto* dialog = new SaveFilterDialog(expression_, settings_.namedFilters(), window());
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        settings_.saveNamedFilter({dialog->name(), dialog->expression()});
    });
    style::openOnce(dialog);
}

void FilterMenu::manage()
{
    auto* dialog = new NamedFiltersDialog(settings_.namedFilters(), window());
    connect(dialog, &QDialog::accepted, this,
            [this, dialog] { settings_.setNamedFilters(dialog->filters()); });
    style::openOnce(dialog);
}

} // namespace framescope::ui

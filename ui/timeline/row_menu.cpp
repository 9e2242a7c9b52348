// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/row_menu.h"

#include "filter/language/terms.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/timeline/copy_formats.h"

#include <algorithm>

namespace framescope::ui {

using present::CellTerm;
using present::TimelineModel;
using timeline::Type;
using timeline::View;

namespace {

QString negated(const QString& term)
{
    return QLatin1Char('-') + term;
}

} // namespace

RowMenu::RowMenu(const timeline::Timeline& timeline, EventId id, View view, int column,
                 QWidget* parent)
    : QMenu(parent), event_(id), terms_(present::cellTerms(timeline, id))
{
    setObjectName(QStringLiteral("rowMenu"));
    addCell(timeline, column);
    only_ = addMenu(style::icon(QStringLiteral("filter")), tr("&Only this"));
    not_ = addMenu(tr("&Not this"));
    for (const CellTerm& term : terms_) {
        addBoth(term);
    }
    const timeline::Entry& entry = timeline.entry(id);
    reading_ = nullptr;
    if (!timeline::isLifeCycle(entry.type) && timeline.length(entry) > 0) {
        reading_ = only_->addAction(tr("reading…"));
        reading_->setEnabled(false);
    }
    addSeparator();
    addCopies();
    addSeparator();
    if (entry.type == Type::Ping || entry.type == Type::Pong) {
        addAction(*this, ActionId::GoToPingPong,
                  entry.type == Type::Ping ? tr("Go to its &pong") : tr("Go to its &ping"));
    }
    const bool hasFrames = entry.type == Type::Text || entry.type == Type::Binary;
    addAction(*this, ActionId::GoToOtherView,
              view == View::Frames ? tr("Show in &Messages")
              : hasFrames          ? tr("Go to its first &frame")
                                   : tr("Show in &Frames"));
    addAction(*this, ActionId::GoToRow, tr("&Go to number or time…"));
    addAction(*this, ActionId::Find, tr("Fin&d…"));
}

void RowMenu::addCell(const timeline::Timeline& timeline, int column)
{
    for (const CellTerm& term : terms_) {
        if (term.column == column) {
            addTerm(*this, tr("Only %1").arg(style::withoutMnemonic(term.label)), term.term);
            addTerm(*this, tr("Not %1").arg(style::withoutMnemonic(term.label)),
                    negated(term.term));
        }
    }
    if (column == TimelineModel::Time || column == TimelineModel::Delta) {
        const Duration at = timeline.entry(event_).timestamp() - timeline.start();
        const std::string upTo = filter::timeTerm(Duration{}, at);
        const QString range = QString::fromStdString(upTo); // "time:0s..1.5s"
        addTerm(*this, tr("From this time on"),
                QLatin1String("time:>=") + range.section(QLatin1String(".."), 1));
        addTerm(*this, tr("Up to this time"), range);
    }
    if (!isEmpty()) {
        addSeparator();
    }
}

void RowMenu::addTerm(QMenu& menu, const QString& text, const QString& term)
{
    QAction* action = menu.addAction(text, this, [this, term] { emit termChosen(term); });
    action->setData(term);
    action->setToolTip(term);
}

void RowMenu::addBoth(const CellTerm& term)
{
    addTerm(*only_, style::withoutMnemonic(term.label), term.term);
    addTerm(*not_, style::withoutMnemonic(term.label), negated(term.term));
}

void RowMenu::setPayloadTerms(const present::PayloadTerms& terms)
{
    if (reading_) {
        only_->removeAction(reading_);
        delete reading_;
        reading_ = nullptr;
    }
    if (terms.text) {
        addBoth(*terms.text);
    }
    if (!terms.json.empty()) {
        only_->addSeparator();
        not_->addSeparator();
        for (const CellTerm& term : terms.json) {
            addBoth(term);
        }
    }
}

void RowMenu::addCopies()
{
    QMenu* copies = addMenu(style::icon(QStringLiteral("copy")), tr("&Copy"));
    for (const ActionRow& row : actionTable()) {
        if (isRowCopy(row.id)) {
            addAction(*copies, row.id);
        }
    }
}

/// Adds an action of the menu bar under its own or another name, with its shortcut.
void RowMenu::addAction(QMenu& menu, ActionId id, const QString& text)
{
    const auto table = actionTable();
    const auto row = std::ranges::find(table, id, &ActionRow::id);
    const QString shortcut = QKeySequence::fromString(QString::fromLatin1(row->shortcut))
                                 .toString(QKeySequence::NativeText);
    const QString name = text.isEmpty() ? QString::fromUtf8(row->text) : text;
    menu.addAction(shortcut.isEmpty() ? name : name + QLatin1Char('\t') + shortcut, this,
                   [this, id] { emit actionChosen(id); });
}

} // namespace framescope::ui

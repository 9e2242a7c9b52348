// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/unsaved_dialog.h"

#include "present/words/format.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icon_label.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"

#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

#include <algorithm>

namespace framescope::ui {

using present::formatBytes;

namespace {

constexpr int MostTabs = 8;     // without scrolling
constexpr int WidestList = 640; // pixels
constexpr int Edges = 24;       // pixels for margins and a scroll bar

QString windowTitleFor(const std::vector<UnsavedItem>& items)
{
    if (items.size() > 1) {
        return UnsavedDialog::tr("Save unsaved work?");
    }
    if (items[0].isText()) {
        return UnsavedDialog::tr("Save %1?").arg(items[0].editedInShort);
    }
    return items[0].size ? UnsavedDialog::tr("Save the recording?")
                         : UnsavedDialog::tr("Save the notes and marks?");
}

QString questionFor(const std::vector<UnsavedItem>& items)
{
    if (items.size() > 1) {
        return (std::ranges::any_of(items, &UnsavedItem::isText)
                    ? UnsavedDialog::tr("%1 things are not saved.")
                    : UnsavedDialog::tr("%1 tabs have unsaved work."))
            .arg(items.size());
    }
    if (items[0].isText()) {
        return items[0].edited;
    }
    return (items[0].size ? UnsavedDialog::tr("The recording of %1 is not saved.")
                          : UnsavedDialog::tr("Notes and marks on %1 are not saved."))
        .arg(items[0].title);
}

/// A sentence or two about the data that would be lost.
QString lossOf(const UnsavedItem& item)
{
    if (item.isText()) {
        return item.savedTo.isEmpty()
                   ? UnsavedDialog::tr("What is discarded is lost for good.")
                   : UnsavedDialog::tr(
                         "What is discarded is lost for good; the file stays as it is.");
    }
    if (!item.size) {
        return UnsavedDialog::tr(
            "They would be lost for good if they are discarded; the file stays as it is.");
    }
    QString loss = item.savedTo.isEmpty()
                       ? UnsavedDialog::tr("%1 would be lost for good if it is discarded.")
                             .arg(formatBytes(*item.size))
                       : UnsavedDialog::tr("The first %1 of %2 are saved in %3; what came after "
                                           "that would be lost for good if it is discarded.")
                             .arg(formatBytes(item.savedSize), formatBytes(*item.size),
                                  QFileInfo(item.savedTo).fileName());
    if (!item.stops.isEmpty()) {
        loss += QLatin1Char(' ') + item.stops;
    } else if (item.isOpen) {
        loss += QLatin1Char(' ') + UnsavedDialog::tr("The connection is open and will be closed.");
    }
    return loss;
}

/// The same for a line of a list.
QString shortLossOf(const UnsavedItem& item)
{
    if (item.isText()) {
        return item.editedInShort;
    }
    if (!item.size) {
        return UnsavedDialog::tr("notes and marks");
    }
    QString loss = item.savedTo.isEmpty()
                       ? formatBytes(*item.size)
                       : UnsavedDialog::tr("%1, of which %2 are saved in %3")
                             .arg(formatBytes(*item.size), formatBytes(item.savedSize),
                                  QFileInfo(item.savedTo).fileName());
    return !item.stops.isEmpty() ? loss + UnsavedDialog::tr(", running")
           : item.isOpen         ? loss + UnsavedDialog::tr(", connection open")
                                 : loss;
}

} // namespace

UnsavedDialog::UnsavedDialog(const std::vector<UnsavedItem>& items, QWidget* parent)
    : QDialog(parent), count_(items.size())
{
    setWindowTitle(windowTitleFor(items));
    setMinimumWidth(440);
    auto* picture = new style::IconLabel(28);
    picture->setIcon(QStringLiteral("warning"), style::Ink::Warning);
    auto* more = style::wrappedLabel(
        count_ > 1 ? tr("Everything that is not checked would be lost for good.")
                   : lossOf(items[0]),
        "muted");
    more->setObjectName(QStringLiteral("loss"));
    auto* texts = style::column(nullptr, {}, 4);
    texts->addWidget(style::wrappedLabel(questionFor(items), "title"));
    texts->addWidget(more);
    auto* row = style::row(nullptr, {}, 14);
    row->addWidget(picture, 0, Qt::AlignTop);
    row->addLayout(texts, 1);

    auto* buttons = style::dialogButtons(this);
    save_ = buttons->addButton(tr("&Save…"), QDialogButtonBox::AcceptRole);
    save_->setObjectName(QStringLiteral("save"));
    save_->setDefault(true);
    QPushButton* discard = buttons->addButton(count_ > 1 ? tr("&Discard all") : tr("&Discard"),
                                              QDialogButtonBox::DestructiveRole);
    discard->setObjectName(QStringLiteral("discard"));
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(save_, &QPushButton::clicked, this, [this] { decide(chosen()); });
    connect(discard, &QPushButton::clicked, this,
            [this] { decide(std::vector<bool>(count_, false)); });

    auto* column = style::column(this, {20, 18, 20, 14}, 18);
    column->addLayout(row);
    if (count_ > 1) {
        column->addWidget(makeList(items), 1);
        showChoice();
    }
    column->addWidget(buttons);
}

QListWidget* UnsavedDialog::makeList(const std::vector<UnsavedItem>& items)
{
    list_ = new QListWidget;
    list_->setObjectName(QStringLiteral("unsaved"));
    list_->setAccessibleName(tr("Unsaved work; checked items are saved"));
    list_->setTextElideMode(Qt::ElideMiddle);
    for (const UnsavedItem& item : items) {
        auto* line = new QListWidgetItem(tr("%1: %2").arg(item.title, shortLossOf(item)), list_);
        line->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
        line->setCheckState(Qt::Checked);
    }
    list_->setCurrentRow(0);
    list_->setMinimumWidth(std::min(list_->sizeHintForColumn(0) + Edges, WidestList));
    style::fitToRows(*list_, MostTabs);
    connect(list_, &QListWidget::itemChanged, this, &UnsavedDialog::showChoice);
    return list_;
}

void UnsavedDialog::decide(const std::vector<bool>& save)
{
    accept();
    emit decided(save);
}

std::vector<bool> UnsavedDialog::chosen() const
{
    std::vector<bool> save(count_, true);
    for (int i = 0; list_ && i < list_->count(); ++i) {
        save[static_cast<std::size_t>(i)] = list_->item(i)->checkState() == Qt::Checked;
    }
    return save;
}

void UnsavedDialog::showChoice()
{
    const std::vector<bool> save = chosen();
    const auto count = static_cast<std::size_t>(std::ranges::count(save, true));
    save_->setEnabled(count > 0);
    save_->setText(count == count_ ? tr("&Save all…")
                                   : tr("&Save %1, discard %2…").arg(count).arg(count_ - count));
}

} // namespace framescope::ui

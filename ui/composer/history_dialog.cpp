// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/history_dialog.h"

#include "present/words/format.h"
#include "ui/composer/draft_text.h"
#include "ui/composer/sent_messages.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr std::size_t MostListed = 1000;
constexpr qsizetype MostOfText = 16 * 1024;
enum HistoryColumn { TimeColumn, KindColumn, ContentColumn };

QString whenSent(qint64 time)
{
    const QDateTime sent = QDateTime::fromMSecsSinceEpoch(time);
    const bool today = sent.date() == QDate::currentDate();
    return today ? sent.time().toString(QStringLiteral("HH:mm:ss"))
                 : QLocale().toString(sent.date(), QLocale::ShortFormat) +
                       sent.time().toString(QStringLiteral(" HH:mm"));
}

} // namespace

HistoryDialog::HistoryDialog(std::shared_ptr<SentMessages> sent, QWidget* parent)
    : QDialog(parent), sent_(std::move(sent)), search_(new QLineEdit), list_(new QTreeWidget),
      text_(new QPlainTextEdit), note_(style::plainLabel({}, "muted"))
{
    setObjectName(QStringLiteral("historyDialog"));
    setWindowTitle(tr("Messages sent before"));
    resize(680, 460);
    build();
    connect(search_, &QLineEdit::textChanged, this, &HistoryDialog::list);
    connect(list_, &QTreeWidget::currentItemChanged, this, &HistoryDialog::showChosen);
    connect(list_, &QTreeWidget::itemActivated, this, &QDialog::accept);
    connect(sent_.get(), &SentMessages::loaded, this, &HistoryDialog::list);
    search_->installEventFilter(this);
    search_->setFocus();
    list();
}

void HistoryDialog::build()
{
    search_->setObjectName(QStringLiteral("historySearch"));
    search_->setAccessibleName(tr("Search in the messages"));
    search_->setPlaceholderText(tr("Search"));
    search_->setClearButtonEnabled(true);
    list_->setObjectName(QStringLiteral("historyList"));
    list_->setAccessibleName(tr("Messages, the newest first"));
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setHeaderLabels({tr("Sent"), tr("Kind"), tr("Message")});
    list_->header()->setSectionResizeMode(TimeColumn, QHeaderView::ResizeToContents);
    list_->header()->setSectionResizeMode(KindColumn, QHeaderView::ResizeToContents);
    text_->setObjectName(QStringLiteral("historyText"));
    text_->setAccessibleName(tr("The whole message"));
    text_->setReadOnly(true);
    text_->setTabChangesFocus(true);
    style::usePayloadFont(*text_);
    auto* buttons = style::dialogButtons(this);
    use_ = buttons->addButton(tr("Write it again"), QDialogButtonBox::AcceptRole);
    use_->setDefault(true);
    remove_ = buttons->addButton(tr("Remove"), QDialogButtonBox::ActionRole);
    remove_->setObjectName(QStringLiteral("historyRemove"));
    remove_->setAutoDefault(false);
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(remove_, &QPushButton::clicked, this, &HistoryDialog::remove);
    auto* column = style::column(this, {14, 12, 14, 12}, 8);
    column->addWidget(search_);
    column->addWidget(list_, 3);
    column->addWidget(text_, 1);
    column->addWidget(note_);
    column->addWidget(buttons);
}

void HistoryDialog::list()
{
    list_->clear();
    const message::History* history = sent_->history();
    const auto found = history ? history->find(search_->text()) : std::vector<std::size_t>();
    for (std::size_t n = 0; n < std::min(found.size(), MostListed); ++n) {
        const message::History::Entry& entry = history->entries()[found[n]];
        auto* item = new QTreeWidgetItem(
            list_, {whenSent(entry.time), kindText(entry.draft), lineOf(entry.draft)});
        item->setData(TimeColumn, Qt::UserRole, QVariant::fromValue<qulonglong>(found[n]));
    }
    list_->setCurrentItem(list_->topLevelItem(0));
    note_->setText(!history ? tr("Reading…") : present::formatCounted(found.size(), "message"));
    showChosen();
}

std::optional<std::size_t> HistoryDialog::chosen() const
{
    const QTreeWidgetItem* item = list_->currentItem();
    return item ? std::optional<std::size_t>(item->data(TimeColumn, Qt::UserRole).toULongLong())
                : std::nullopt;
}

std::optional<message::Draft> HistoryDialog::draft() const
{
    const auto index = chosen();
    const message::History* history = sent_->history();
    return index && history && *index < history->entries().size()
               ? std::optional(history->entries()[*index].draft)
               : std::nullopt;
}

void HistoryDialog::showChosen()
{
    const auto draft = this->draft();
    text_->setPlainText(draft ? draft->content.left(MostOfText) : QString());
    use_->setEnabled(draft.has_value());
    remove_->setEnabled(draft.has_value());
}

void HistoryDialog::remove()
{
    if (const auto index = chosen()) {
        const int row = list_->indexOfTopLevelItem(list_->currentItem());
        const auto removed = sent_->history()->remove(*index);
        list();
        list_->setCurrentItem(list_->topLevelItem(std::min(row, list_->topLevelItemCount() - 1)));
        if (!removed) {
            note_->setText(QString::fromStdString(removed.error().message()));
        }
    }
}

/// Up and Down move in the list while the search has the focus.
bool HistoryDialog::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == search_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Up || key == Qt::Key_Down || key == Qt::Key_PageUp ||
            key == Qt::Key_PageDown) {
            QCoreApplication::sendEvent(list_, event);
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/recovery_dialog.h"

#include "present/words/format.h"
#include "present/words/recording_summary.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QDateTime>
#include <QFileInfo>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QPushButton>
#include <QTreeWidget>

#include <utility>

namespace framescope::ui {

namespace {

constexpr int PathRole = Qt::UserRole;
constexpr int NumberRole = Qt::UserRole + 1; ///< the number by which dates and sizes are sorted
constexpr int AddressWidth = 320;            // pixels
constexpr int EndingWidth = 240;
constexpr int MostRecordings = 10; // without scrolling

QString dateOf(qint64 milliseconds)
{
    return QLocale().toString(QDateTime::fromMSecsSinceEpoch(milliseconds), QLocale::ShortFormat);
}

class RecordingRow : public QTreeWidgetItem
{
public:
    using QTreeWidgetItem::QTreeWidgetItem;

    void setRecorded(qint64 milliseconds)
    {
        setData(RecoveryDialog::Recorded, NumberRole, milliseconds);
        setText(RecoveryDialog::Recorded, dateOf(milliseconds));
    }

    bool operator<(const QTreeWidgetItem& other) const override
    {
        const int column = treeWidget()->sortColumn();
        const QVariant number = data(column, NumberRole);
        return number.isValid() ? number.toLongLong() < other.data(column, NumberRole).toLongLong()
                                : QTreeWidgetItem::operator<(other);
    }
};

QString sizeOf(const RecoveryDialog::Left& left)
{
    const QString size = present::formatBytes(left.size);
    return left.savedTo.isEmpty() ? size
                                  : RecoveryDialog::tr("%1, saved up to %2 in %3")
                                        .arg(size, present::formatBytes(left.savedSize),
                                             QFileInfo(left.savedTo).fileName());
}

} // namespace

RecoveryDialog::RecoveryDialog(std::vector<Left> left, QWidget* parent)
    : QDialog(parent), left_(std::move(left)), list_(new QTreeWidget)
{
    setWindowTitle(tr("Recordings that were not saved"));
    auto* explanation =
        style::wrappedLabel(tr("Framescope ended before these were saved. What is neither "
                               "opened nor discarded is kept, and offered again the next "
                               "time."));
    list_->setObjectName(QStringLiteral("leftBehind"));
    list_->setAccessibleName(tr("Recordings; the checked ones are opened or discarded"));
    list_->setRootIsDecorated(false);
    list_->setUniformRowHeights(true);
    list_->setTextElideMode(Qt::ElideMiddle);
    list_->setHeaderLabels({tr("Address"), tr("Recorded"), tr("Size"), tr("How it ended")});
    list_->header()->resizeSection(Address, AddressWidth);
    connect(list_, &QTreeWidget::itemChanged, this, &RecoveryDialog::showChoice);

    auto* buttons = style::dialogButtons(this);
    open_ = buttons->addButton(tr("&Open"), QDialogButtonBox::AcceptRole);
    open_->setObjectName(QStringLiteral("openLeft"));
    open_->setDefault(true);
    discard_ = buttons->addButton(tr("&Discard…"), QDialogButtonBox::DestructiveRole);
    discard_->setObjectName(QStringLiteral("discardLeft"));
    buttons->addButton(tr("&Keep all"), QDialogButtonBox::RejectRole);
    connect(open_, &QPushButton::clicked, this, [this] {
        const QStringList recordings = chosen();
        accept();
        emit openChosen(recordings);
    });
    connect(discard_, &QPushButton::clicked, this, &RecoveryDialog::askToDiscard);

    auto* column = style::column(this, {18, 16, 18, 14}, 12);
    column->addWidget(explanation);
    column->addWidget(list_, 1);
    column->addWidget(buttons);
    fill();
    style::fitToRows(*list_, MostRecordings);
    resize(820, sizeHint().height());
    showChoice();
    task_.run([this, left = left_](work::Run& run) {
        for (std::size_t i = 0; i < left.size() && !run.isStopped(); ++i) {
            const auto summary = present::summarise(left[i].path, run.stop());
            run.tell([this, path = left[i].path, summary] { showSummary(path, summary); });
        }
    });
}

void RecoveryDialog::fill()
{
    for (const Left& left : left_) {
        auto* row = new RecordingRow(QStringList{tr("reading…"), {}, sizeOf(left), tr("reading…")});
        row->setRecorded(left.modified * 1000);
        row->setData(Size, NumberRole, static_cast<qint64>(left.size));
        row->setData(Address, PathRole, left.path);
        row->setCheckState(Address, Qt::Unchecked);
        list_->addTopLevelItem(row);
    }
    list_->setSortingEnabled(true); // rows move when their date is known
    list_->sortByColumn(Recorded, Qt::DescendingOrder);
    list_->setCurrentItem(list_->topLevelItem(0));
    if (left_.size() == 1) {
        list_->topLevelItem(0)->setCheckState(Address, Qt::Checked);
    }
    list_->resizeColumnToContents(Recorded);
    list_->resizeColumnToContents(Size);
    list_->header()->resizeSection(Ending, EndingWidth);
}

QTreeWidgetItem* RecoveryDialog::rowOf(const QString& recording) const
{
    for (int i = 0; i < list_->topLevelItemCount(); ++i) {
        if (list_->topLevelItem(i)->data(Address, PathRole).toString() == recording) {
            return list_->topLevelItem(i);
        }
    }
    return nullptr;
}

void RecoveryDialog::showSummary(const QString& recording,
                                 const std::optional<present::RecordingSummary>& summary)
{
    QTreeWidgetItem* row = rowOf(recording);
    if (!row) {
        return;
    }
    if (!summary) {
        row->setText(Address, QFileInfo(recording).fileName());
        row->setText(Ending, tr("can't be read"));
        return;
    }
    const QString address =
        summary->address.isEmpty() ? QFileInfo(recording).fileName() : summary->address;
    row->setText(Address, summary->connections > 1
                              ? tr("%1 (%2 connections)").arg(address).arg(summary->connections)
                              : address);
    if (summary->began) {
        using namespace std::chrono;
        static_cast<RecordingRow*>(row)->setRecorded(
            duration_cast<milliseconds>(summary->began->time_since_epoch()).count());
    }
    row->setText(Ending, summary->ending);
}

QStringList RecoveryDialog::chosen() const
{
    QStringList recordings;
    for (QTreeWidgetItemIterator row(list_, QTreeWidgetItemIterator::Checked); *row; ++row) {
        recordings += (*row)->data(Address, PathRole).toString();
    }
    return recordings;
}

void RecoveryDialog::showChoice()
{
    const bool any = !chosen().isEmpty();
    open_->setEnabled(any);
    discard_->setEnabled(any);
}

void RecoveryDialog::askToDiscard()
{
    const QStringList recordings = chosen();
    const auto bytes = [&] {
        std::uint64_t sum = 0;
        for (const Left& left : left_) {
            sum += recordings.contains(left.path) ? left.size : 0;
        }
        return present::formatBytes(sum);
    };
    const QString address = rowOf(recordings.front())->text(Address);
    auto* question = new QMessageBox(
        QMessageBox::Warning, tr("Discard recordings?"),
        recordings.size() == 1
            ? tr("The recording of %1 (%2) would be lost for good.").arg(address, bytes())
            : tr("%1 recordings (%2) would be lost for good.").arg(recordings.size()).arg(bytes()),
        QMessageBox::NoButton, this);
    question->setTextFormat(Qt::PlainText);
    question->setObjectName(QStringLiteral("discardQuestion"));
    auto* discard = question->addButton(tr("&Discard"), QMessageBox::DestructiveRole);
    question->setDefaultButton(question->addButton(QMessageBox::Cancel));
    connect(discard, &QPushButton::clicked, this, [this, recordings] {
        emit discardChosen(recordings);
        removeRows(recordings);
    });
    style::openOnce(question);
}

void RecoveryDialog::removeRows(const QStringList& recordings)
{
    for (const QString& recording : recordings) {
        delete rowOf(recording);
    }
    showChoice();
    if (list_->topLevelItemCount() == 0) {
        reject();
    }
}

} // namespace framescope::ui

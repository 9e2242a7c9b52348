// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/close_codes_window.h"

#include "base/text/qt_string.h"
#include "timeline/ending/ending_cause.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "wire/frames/close_codes.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QScreen>
#include <QTreeWidget>

#include <algorithm>
#include <cstdint>

namespace framescope::ui {

namespace {

constexpr const char* Name = "closeCodes";

QString yesOrNo(bool yes)
{
    return yes ? CloseCodesWindow::tr("yes") : CloseCodesWindow::tr("no");
}

QString title(const wire::CloseCode& row)
{
    return latinText(wire::codeText(row));
}

/// Whether each word is in the row, or in what usually causes its code; a number is a code.
bool isFound(const wire::CloseCode& row, const QString& search)
{
    const QString usually = latinText(timeline::usuallyOf(row.first));
    return std::ranges::all_of(
        search.split(QLatin1Char(' '), Qt::SkipEmptyParts), [&](const QString& word) {
            const bool isNumber = word.front().isDigit();
            return wire::matches(row, word.toStdString()) ||
                   (!isNumber && usually.contains(word, Qt::CaseInsensitive));
        });
}

} // namespace

CloseCodesWindow::CloseCodesWindow(QWidget* parent)
    : QDialog(parent), search_(new QLineEdit), list_(new QTreeWidget),
      chosen_(style::wrappedLabel()), note_(style::wrappedLabel({}, "muted"))
{
    setObjectName(QLatin1String(Name));
    setWindowTitle(tr("Close codes"));
    search_->setObjectName(QStringLiteral("codesSearch"));
    search_->setAccessibleName(tr("Search in the close codes"));
    search_->setPlaceholderText(tr("Search: a code such as 4401, or words such as token"));
    search_->setClearButtonEnabled(true);
    search_->installEventFilter(this);
    list_->setObjectName(QStringLiteral("codesList"));
    list_->setAccessibleName(tr("Close codes"));
    list_->setRootIsDecorated(false);
    list_->setAlternatingRowColors(true);
    list_->setHeaderLabels({tr("Code"), tr("Name"), tr("In a frame"), tr("By programs"),
                            tr("By pages"), tr("Meaning"), tr("Registered by")});
    list_->headerItem()->setToolTip(2, tr("May stand in a Close frame"));
    list_->headerItem()->setToolTip(3,
                                    tr("May be sent by an application, not only by its library"));
    list_->headerItem()->setToolTip(4, tr("May be sent by a page in a browser, with close()"));
    list_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list_->header()->setStretchLastSection(true);
    style::addCommand(list_, "copyCode", tr("Copy"), QKeySequence::Copy, this,
                      &CloseCodesWindow::copy);
    list_->setContextMenuPolicy(Qt::ActionsContextMenu);
    chosen_->setObjectName(QStringLiteral("codesChosen"));
    chosen_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    connect(list_, &QTreeWidget::currentItemChanged, this, &CloseCodesWindow::describe);
    connect(search_, &QLineEdit::textChanged, this, &CloseCodesWindow::list);
    auto* column = style::column(this, {14, 12, 14, 12}, 8);
    column->addWidget(search_);
    column->addWidget(list_, 1);
    column->addWidget(chosen_);
    column->addWidget(note_);
    column->addWidget(style::dialogButtons(this, QDialogButtonBox::Close));
    list_->ensurePolished(); // rows that are listed before are lower than those of a search
    resize(QSize(1240, 640).boundedTo(screen()->availableSize() - QSize(16, 48)));
    list();
}

void CloseCodesWindow::open(QWidget& widget, const QString& search)
{
    QWidget* owner = widget.window();
    auto* window = owner->findChild<CloseCodesWindow*>(QLatin1String(Name));
    if (!window) {
        window = new CloseCodesWindow(owner);
    }
    window->search_->setText(search);
    window->search_->setFocus();
    window->search_->selectAll();
    window->show();
    window->raise();
    window->activateWindow();
}

void CloseCodesWindow::list()
{
    list_->clear();
    for (const wire::CloseCode& row : wire::closeCodes()) {
        if (isFound(row, search_->text())) {
            auto* item = new QTreeWidgetItem(
                list_, {title(row), latinText(row.name), yesOrNo(row.validOnWire),
                        yesOrNo(row.fromApplication), yesOrNo(row.fromBrowser),
                        latinText(row.meaning), latinText(row.registered)});
            item->setData(0, Qt::UserRole, row.first);
        }
    }
    list_->setCurrentItem(list_->topLevelItem(0));
    note_->setText(
        list_->topLevelItemCount() == 0
            ? tr("No close code has that.")
            : tr("In a frame: may stand in a Close frame. By programs, by pages: an application, a "
                 "page in a browser may send it. 1005, 1006 and 1015 are what programs are told; "
                 "they are never sent."));
}

/// Shows the current row in full, as its columns may be cut off, and what usually causes it.
void CloseCodesWindow::describe()
{
    const QTreeWidgetItem* item = list_->currentItem();
    if (!item) {
        chosen_->clear();
        return;
    }
    const auto code = static_cast<std::uint16_t>(item->data(0, Qt::UserRole).toUInt());
    const wire::CloseCode& row = wire::closeCode(code);
    chosen_->setText(tr("%1 %2: %3 (%4)\n%5")
                         .arg(title(row), latinText(row.name), latinText(row.meaning),
                              latinText(row.registered), latinText(timeline::usuallyOf(code))));
}

void CloseCodesWindow::copy()
{
    if (const QTreeWidgetItem* item = list_->currentItem()) {
        QStringList cells;
        for (int column = 0; column < list_->columnCount(); ++column) {
            cells += item->text(column);
        }
        QGuiApplication::clipboard()->setText(cells.join(QLatin1Char('\t')));
    }
}

/// From the search, the arrow keys lead to the list.
bool CloseCodesWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == search_ && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Down || key == Qt::Key_PageDown) {
            list_->setFocus();
            return true;
        }
    }
    return QDialog::eventFilter(watched, event);
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/close_codes_window.h"

#include "base/text/qt_string.h"
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

} // namespace

CloseCodesWindow::CloseCodesWindow(QWidget* parent)
    : QDialog(parent), search_(new QLineEdit), list_(new QTreeWidget),
      note_(style::plainLabel({}, "muted"))
{
    setObjectName(QLatin1String(Name));
    setWindowTitle(tr("Close codes"));
    search_->setObjectName(QStringLiteral("codesSearch"));
    search_->setAccessibleName(tr("Search in the close codes"));
    search_->setPlaceholderText(tr("Search: a code such as 4401, or words"));
    search_->setClearButtonEnabled(true);
    search_->installEventFilter(this);
    list_->setObjectName(QStringLiteral("codesList"));
    list_->setAccessibleName(tr("Close codes"));
    list_->setRootIsDecorated(false);
    list_->setAlternatingRowColors(true);
    list_->setHeaderLabels({tr("Code"), tr("Name"), tr("Wire"), tr("Application"), tr("Page"),
                            tr("Meaning"), tr("Registered by")});
    list_->headerItem()->setToolTip(2, tr("May stand in a Close frame"));
    list_->headerItem()->setToolTip(3,
                                    tr("May be sent by an application, not only by its library"));
    list_->headerItem()->setToolTip(4, tr("May be sent by a page in a browser, with close()"));
    list_->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    list_->header()->setStretchLastSection(true);
    style::addCommand(list_, "copyCode", tr("Copy"), QKeySequence::Copy, this,
                      &CloseCodesWindow::copy);
    list_->setContextMenuPolicy(Qt::ActionsContextMenu);
    connect(search_, &QLineEdit::textChanged, this, &CloseCodesWindow::list);
    auto* column = style::column(this, {14, 12, 14, 12}, 8);
    column->addWidget(search_);
    column->addWidget(list_, 1);
    column->addWidget(note_);
    column->addWidget(style::dialogButtons(this, QDialogButtonBox::Close));
    resize(QSize(1040, 560).boundedTo(screen()->availableSize() - QSize(16, 48)));
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
    const std::string search = search_->text().toStdString();
    for (const wire::CloseCode& row : wire::closeCodes()) {
        if (wire::matches(row, search)) {
            new QTreeWidgetItem(list_, {title(row), latinText(row.name), yesOrNo(row.validOnWire),
                                        yesOrNo(row.fromApplication), yesOrNo(row.fromBrowser),
                                        latinText(row.meaning), latinText(row.registered)});
        }
    }
    list_->setCurrentItem(list_->topLevelItem(0));
    note_->setText(
        list_->topLevelItemCount() == 0
            ? tr("No close code has that.")
            : tr("1005, 1006 and 1015 are what programs are told; they are never sent."));
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

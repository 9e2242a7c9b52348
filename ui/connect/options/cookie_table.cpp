// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/cookie_table.h"

#include "base/text/qt_string.h"
#include "ui/connect/options/option_fields.h"
#include "ui/style/building_blocks.h"

#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QPushButton>
#include <QStyledItemDelegate>
#include <QTableWidget>

namespace framescope::ui {

namespace {

enum CookieColumn { CookieName, CookieValue };

/// Shows dots in place of values.
class CookieValueDelegate final : public QStyledItemDelegate
{
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    bool shown = false;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (!shown && !option->text.isEmpty()) {
            option->text = QString(8, QChar(0x2022));
        }
    }
};

} // namespace

CookieTable::CookieTable(QWidget* parent)
    : QWidget(parent), table_(rowTable("cookies", {tr("Cookie"), tr("Value")})),
      remove_(new QPushButton(tr("Re&move")))
{
    table_->setAccessibleName(tr("Cookies that are sent"));
    constexpr int NameWidth = 160;
    table_->setColumnWidth(CookieName, NameWidth);
    auto* values = new CookieValueDelegate(table_);
    table_->setItemDelegateForColumn(CookieValue, values);

    auto* add = new QPushButton(tr("&Add"));
    auto* paste = new QPushButton(tr("&Paste"));
    auto* shown = new QCheckBox(tr("S&how values"));
    add->setObjectName(QStringLiteral("addCookie"));
    paste->setObjectName(QStringLiteral("pasteCookies"));
    paste->setToolTip(tr("Add the cookies in the clipboard: name=value; name=value"));
    shown->setObjectName(QStringLiteral("showCookies"));
    remove_->setObjectName(QStringLiteral("removeCookie"));
    auto* buttons = style::row(nullptr, {}, 6);
    for (QPushButton* button : {add, remove_, paste}) {
        button->setAutoDefault(false);
        buttons->addWidget(button);
    }
    buttons->addWidget(shown);
    buttons->addStretch(1);
    auto* column = style::column(this, {}, 6);
    column->addWidget(table_, 1);
    column->addLayout(buttons);
    setFocusProxy(table_);

    style::addCommand(table_, "", tr("Add a cookie"), Qt::Key_Insert, this, &CookieTable::add);
    style::addCommand(table_, "", tr("Remove the cookie"), Qt::Key_Delete, this,
                      &CookieTable::remove);
    style::addCommand(table_, "", tr("Paste cookies"), QKeySequence::Paste, this,
                      &CookieTable::paste);
    connect(add, &QPushButton::clicked, this, &CookieTable::add);
    connect(remove_, &QPushButton::clicked, this, &CookieTable::remove);
    connect(paste, &QPushButton::clicked, this, &CookieTable::paste);
    connect(shown, &QCheckBox::toggled, this, [this, values](bool on) {
        values->shown = on;
        table_->viewport()->update();
    });
    connect(table_, &QTableWidget::cellChanged, this, [this] {
        if (!filling_) {
            emit edited();
        }
    });
    connect(table_, &QTableWidget::itemSelectionChanged, this,
            [this] { remove_->setEnabled(table_->currentRow() >= 0); });
    remove_->setEnabled(false);
}

/// Rows that are empty are no cookies yet.
std::vector<connection::Cookie> CookieTable::cookies() const
{
    std::vector<connection::Cookie> cookies;
    for (int row = 0; row < table_->rowCount(); ++row) {
        connection::Cookie cookie{table_->item(row, CookieName)->text().trimmed().toStdString(),
                                  table_->item(row, CookieValue)->text().toStdString()};
        if (!cookie.name.empty() || !cookie.value.empty()) {
            cookies.push_back(std::move(cookie));
        }
    }
    return cookies;
}

void CookieTable::setCookies(const std::vector<connection::Cookie>& cookies)
{
    filling_ = true;
    table_->setRowCount(0);
    for (const connection::Cookie& cookie : cookies) {
        append(cookie);
    }
    filling_ = false;
}

void CookieTable::append(const connection::Cookie& cookie)
{
    const int row = table_->rowCount();
    table_->insertRow(row);
    table_->setItem(row, CookieName, new QTableWidgetItem(toQString(cookie.name)));
    table_->setItem(row, CookieValue, new QTableWidgetItem(toQString(cookie.value)));
}

void CookieTable::add()
{
    filling_ = true;
    append({});
    filling_ = false;
    table_->setCurrentCell(table_->rowCount() - 1, CookieName);
    table_->editItem(table_->currentItem());
}

void CookieTable::remove()
{
    table_->removeRow(table_->currentRow());
    emit edited();
}

void CookieTable::paste()
{
    filling_ = true;
    QString text = QGuiApplication::clipboard()->text().trimmed();
    if (text.startsWith(QLatin1String("cookie:"), Qt::CaseInsensitive)) {
        text = text.section(QLatin1Char(':'), 1);
    }
    for (const QString& pair : text.split(QLatin1Char(';'), Qt::SkipEmptyParts)) {
        append({pair.section(QLatin1Char('='), 0, 0).trimmed().toStdString(),
                pair.section(QLatin1Char('='), 1).trimmed().toStdString()});
    }
    filling_ = false;
    emit edited();
}

} // namespace framescope::ui

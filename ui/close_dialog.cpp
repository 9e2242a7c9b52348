// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/close_dialog.h"

#include "ui/style/plain_text.h"
#include "wire/close_codes.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace framescope::ui {

namespace {

QString latin(std::string_view text)
{
    return QString::fromLatin1(text.data(), static_cast<qsizetype>(text.size()));
}

} // namespace

CloseDialog::CloseDialog(QWidget* parent)
    : QDialog(parent), code_(new QComboBox), reason_(new QLineEdit), bytes_(style::plainLabel()),
      message_(style::plainLabel())
{
    setWindowTitle(tr("Close the connection"));
    setMinimumWidth(440);
    code_->setObjectName(QStringLiteral("closeCode"));
    code_->setEditable(true);
    code_->setInsertPolicy(QComboBox::NoInsert);
    for (const wire::CloseCode& row : wire::closeCodes()) {
        if (row.first == row.last && row.validOnWire) {
            code_->addItem(QStringLiteral("%1  %2").arg(row.first).arg(latin(row.name)));
        }
    }
    code_->addItem(QStringLiteral("4000  private use"));
    code_->addItem(tr("no code"));
    code_->setCurrentIndex(0);
    reason_->setObjectName(QStringLiteral("closeReason"));
    reason_->setPlaceholderText(tr("Optional, at most 123 bytes of UTF-8"));
    bytes_->setProperty("role", QStringLiteral("muted"));
    message_->setWordWrap(true);

    auto* buttons = new QDialogButtonBox;
    accept_ = buttons->addButton(tr("Close"), QDialogButtonBox::AcceptRole);
    accept_->setDefault(true);
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(code_, &QComboBox::editTextChanged, this, &CloseDialog::check);
    connect(reason_, &QLineEdit::textChanged, this, &CloseDialog::check);

    auto* form = new QFormLayout;
    form->setSpacing(8);
    form->addRow(tr("&Code"), code_);
    form->addRow(tr("&Reason"), reason_);
    form->addRow(QString(), bytes_);
    form->addRow(QString(), message_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 14);
    column->setSpacing(12);
    column->addLayout(form);
    column->addStretch(1);
    column->addWidget(buttons);
    check();
}

std::optional<std::uint16_t> CloseDialog::code() const
{
    bool isNumber = false;
    const QString number = code_->currentText().section(QLatin1Char(' '), 0, 0);
    const uint value = number.toUInt(&isNumber);
    return isNumber && value <= 0xFFFF ? std::optional(static_cast<std::uint16_t>(value))
                                       : std::nullopt;
}

QString CloseDialog::reason() const
{
    return reason_->text();
}

QString CloseDialog::mistake() const
{
    const bool none = code_->currentText() == tr("no code") || code_->currentText().isEmpty();
    if (none) {
        return reason().isEmpty() ? QString() : tr("A reason can't be sent without a code.");
    }
    const auto chosen = code();
    if (!chosen) {
        return tr("A code is a number from 1000 to 4999.");
    }
    const wire::CloseCode& row = wire::closeCode(*chosen);
    if (!row.validOnWire) {
        return tr("Code %1 may not stand in a Close frame: %2. Choose another one.")
            .arg(*chosen)
            .arg(latin(row.meaning));
    }
    if (const auto size = static_cast<std::size_t>(reason().toUtf8().size());
        size > wire::MaxCloseReason) {
        return tr("The reason has %1 bytes, %2 more than a Close frame can carry.")
            .arg(size)
            .arg(size - wire::MaxCloseReason);
    }
    return {};
}

void CloseDialog::check()
{
    const QString wrong = mistake();
    const auto chosen = code();
    bytes_->setText(tr("%1 of %2 bytes").arg(reason().toUtf8().size()).arg(wire::MaxCloseReason));
    message_->setProperty("role",
                          wrong.isEmpty() ? QStringLiteral("muted") : QStringLiteral("bad"));
    message_->setStyleSheet({}); // looks the role up again
    message_->setText(wrong.isEmpty() && chosen ? latin(wire::closeCode(*chosen).meaning) : wrong);
    accept_->setEnabled(wrong.isEmpty());
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/close_dialog.h"

#include "base/text/qt_string.h"
#include "ui/composer/edit/message_line.h"
#include "ui/composer/modes/close_code_field.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"
#include "ui/widgets/error_text.h"
#include "wire/frames/close_codes.h"

#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

namespace framescope::ui {

CloseDialog::CloseDialog(QWidget* parent)
    : QDialog(parent), code_(new CloseCodeField), reason_(new MessageLine),
      bytes_(style::plainLabel({}, "muted")), message_(style::wrappedLabel())
{
    setWindowTitle(tr("Close the connection"));
    setMinimumWidth(440);
    code_->setObjectName(QStringLiteral("closeCode"));
    reason_->setObjectName(QStringLiteral("closeReason"));
    reason_->setPlaceholderText(tr("Optional, at most 123 bytes of UTF-8"));

    auto* buttons = style::dialogButtons(this);
    accept_ = buttons->addButton(tr("Close"), QDialogButtonBox::AcceptRole);
    accept_->setDefault(true);
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(code_, &CloseCodeField::editTextChanged, this, &CloseDialog::check);
    connect(reason_, &QLineEdit::textChanged, this, &CloseDialog::check);

    auto* form = new QFormLayout;
    form->setSpacing(8);
    form->addRow(tr("&Code"), code_);
    form->addRow(tr("&Reason"), reason_);
    form->addRow(QString(), bytes_);
    form->addRow(QString(), message_);
    style::centreLabels(*form);
    auto* column = style::column(this, {18, 16, 18, 14}, 12);
    column->addLayout(form);
    column->addStretch(1);
    column->addWidget(buttons);
    code_->setFocus();
    check();
}

message::Close CloseDialog::closeFrame() const
{
    return {code_->code(), reason_->text()};
}

QString CloseDialog::mistake() const
{
    if (const QString wrong = code_->mistake(); !wrong.isEmpty()) {
        return wrong;
    }
    const auto checked = message::check(closeFrame());
    return checked ? QString() : errorText(checked.error());
}

void CloseDialog::check()
{
    const QString wrong = mistake();
    const auto [code, reason] = closeFrame();
    bytes_->setText(tr("%1 of %2 bytes").arg(reason.toUtf8().size()).arg(wire::MaxCloseReason));
    style::restyle(*message_, "role",
                   wrong.isEmpty() ? QStringLiteral("muted") : QStringLiteral("bad"));
    message_->setText(wrong.isEmpty() && code ? latinText(wire::closeCode(*code).meaning) : wrong);
    accept_->setEnabled(wrong.isEmpty());
    style::growToFit(*this);
}

} // namespace framescope::ui

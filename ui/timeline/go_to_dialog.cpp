// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/go_to_dialog.h"

#include "present/search/go_to_target.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace framescope::ui {

GoToDialog::GoToDialog(std::shared_ptr<const timeline::Timeline> timeline, QWidget* parent)
    : QDialog(parent), timeline_(std::move(timeline)), field_(new QLineEdit),
      message_(style::wrappedLabel({}, "bad"))
{
    setWindowTitle(tr("Go to a row"));
    setMinimumWidth(420);
    auto* label = style::plainLabel(tr("&Number or time"));
    label->setBuddy(field_);
    field_->setObjectName(QStringLiteral("goTo"));
    field_->setAccessibleName(tr("Number or time"));
    field_->setPlaceholderText(tr("12345, 12.5s or 10:32:07.5"));
    auto* hint = style::wrappedLabel(
        tr("A number, seconds since the start (12.5s), or a time of day."), "muted");
    message_->setObjectName(QStringLiteral("goToMistake"));
    message_->hide();
    auto* buttons = style::dialogButtons(this);
    buttons->addButton(tr("Go"), QDialogButtonBox::AcceptRole)->setDefault(true);
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(field_, &QLineEdit::textEdited, message_, &QWidget::hide);

    auto* column = style::column(this, {18, 16, 18, 14}, 8);
    column->addWidget(label);
    column->addWidget(field_);
    column->addWidget(hint);
    column->addWidget(message_);
    column->addStretch(1);
    column->addWidget(buttons);
}

void GoToDialog::accept()
{
    const auto target = present::goToTarget(*timeline_, field_->text());
    if (!target) {
        message_->setText(QString::fromStdString(target.error().what));
        message_->show();
        field_->selectAll();
        field_->setFocus();
        return;
    }
    QDialog::accept();
    emit chosen(*target);
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/repeat_dialog.h"

#include "ui/composer/draft_text.h"
#include "ui/composer/modes/file_field.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QComboBox>
#include <QDoubleSpinBox>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

#include <limits>

namespace framescope::ui {

namespace {

constexpr double LongestInterval = 24.0 * 3600 * 1000; // ms
constexpr double UsualInterval = 1000;
constexpr double NanosecondsPerMillisecond = 1e6;

} // namespace

RepeatDialog::RepeatDialog(const message::Draft& draft, QWidget* parent)
    : QDialog(parent), draft_(draft), interval_(new QDoubleSpinBox), count_(new QSpinBox),
      rows_(new QComboBox), file_(new FileField), note_(style::wrappedLabel({}, "muted"))
{
    setObjectName(QStringLiteral("repeatDialog"));
    setWindowTitle(tr("Send repeatedly"));
    setMinimumWidth(480);
    interval_->setObjectName(QStringLiteral("repeatInterval"));
    interval_->setRange(0, LongestInterval);
    interval_->setDecimals(1);
    interval_->setValue(UsualInterval);
    interval_->setSuffix(tr(" ms"));
    count_->setObjectName(QStringLiteral("repeatCount"));
    count_->setRange(0, std::numeric_limits<int>::max());
    count_->setSpecialValueText(tr("until it is stopped"));
    count_->setSuffix(tr(" times"));
    rows_->setObjectName(QStringLiteral("repeatRows"));
    rows_->addItem(tr("nothing"));
    rows_->addItem(tr("each line of a file, as {{line}}"));
    rows_->addItem(tr("each row of a CSV file; its columns are variables"));
    auto* form = new QFormLayout;
    form->setSpacing(8);
    auto* what = style::plainLabel(
        QStringLiteral("%1: %2").arg(kindText(draft), lineOf(draft).left(48)), "muted");
    form->addRow(tr("Message"), what);
    form->addRow(tr("&Every"), interval_);
    form->addRow(tr("&Number"), count_);
    form->addRow(tr("&Variables from"), rows_);
    form->addRow(QString(), file_);
    form->addRow(QString(), note_);
    auto* buttons = style::dialogButtons(this);
    start_ = buttons->addButton(tr("Start"), QDialogButtonBox::AcceptRole);
    start_->setDefault(true);
    buttons->addButton(QDialogButtonBox::Cancel);
    auto* column = style::column(this, {18, 16, 18, 14}, 12);
    column->addLayout(form);
    column->addStretch(1);
    column->addWidget(buttons);
    connect(rows_, &QComboBox::currentIndexChanged, this, &RepeatDialog::check);
    connect(file_, &FileField::changed, this, &RepeatDialog::check);
    connect(interval_, &QDoubleSpinBox::valueChanged, this, &RepeatDialog::check);
    check();
}

Repeater::Request RepeatDialog::request() const
{
    Repeater::Request request;
    request.draft = draft_;
    request.interval =
        Duration(static_cast<Duration::rep>(interval_->value() * NanosecondsPerMillisecond));
    if (count_->value() > 0) {
        request.count = static_cast<std::uint64_t>(count_->value());
    }
    request.rows = static_cast<Repeater::Rows>(rows_->currentIndex());
    request.file = file_->path();
    return request;
}

void RepeatDialog::check()
{
    const bool withFile = rows_->currentIndex() != 0;
    file_->setVisible(withFile);
    const bool isFile = draft_.form == message::Form::File;
    const bool missing = withFile && !QFileInfo(file_->path()).isFile();
    note_->setText(isFile    ? tr("A file can't be sent repeatedly; other messages can.")
                   : missing ? tr("Choose the file with the variables.")
                   : interval_->value() == 0 ? tr("As fast as the server reads.")
                                             : QString());
    start_->setEnabled(!isFile && !missing);
}

} // namespace framescope::ui

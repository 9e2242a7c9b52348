// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exporting/export_dialog.h"

#include "base/text/qt_string.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QFormLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>

namespace framescope::ui {

namespace {

using transcript::ExportFormat;

/// The name of a format in the list: its meaning and its suffix.
QString nameOf(const transcript::ExportFormatInfo& format)
{
    return QStringLiteral("%1 (.%2)").arg(toQString(format.meaning), toQString(format.suffix));
}

} // namespace

ExportDialog::ExportDialog(ExportRequest source,
                           std::function<QString(const QString& suffix)> proposedFile,
                           QWidget* parent)
    : QDialog(parent), source_(std::move(source)), proposedFile_(std::move(proposedFile)),
      format_(new QComboBox), all_(new QRadioButton(tr("&All events"))),
      matching_(new QRadioButton(tr("Events that match the &filter"))),
      selected_(new QRadioButton(tr("The &selected rows"))), view_(new QComboBox),
      viewHint_(style::plainLabel(tr("A HAR file can't contain single frames."), "muted")),
      secrets_(new QCheckBox(tr("&Keep credentials in headers and URLs"))),
      preview_(new QPlainTextEdit), message_(style::wrappedLabel()),
      progress_(style::progressBar(tr("Progress of the export")))
{
    setWindowTitle(tr("Export"));
    choices_ = makeChoices();
    auto* column = style::column(this, {18, 16, 18, 14}, 10);
    column->addWidget(choices_);
    column->addWidget(makePreview(), 1);
    message_->setObjectName(QStringLiteral("exportMessage"));
    progress_->hide();
    column->addWidget(message_);
    column->addWidget(progress_);
    auto* buttons = style::dialogButtons(this);
    write_ = buttons->addButton(tr("&Export…"), QDialogButtonBox::ActionRole);
    write_->setObjectName(QStringLiteral("exportWrite"));
    write_->setDefault(true);
    buttons->addButton(QDialogButtonBox::Cancel);
    connect(write_, &QPushButton::clicked, this, &ExportDialog::askForFile);
    column->addWidget(buttons);
    resize(720, 560);
    connectParts();
    choiceChanged();
}

QWidget* ExportDialog::makeChoices()
{
    format_->setObjectName(QStringLiteral("exportFormat"));
    for (const transcript::ExportFormatInfo& row : transcript::exportFormats()) {
        format_->addItem(nameOf(row), static_cast<int>(row.format));
    }
    all_->setObjectName(QStringLiteral("exportAll"));
    matching_->setObjectName(QStringLiteral("exportMatching"));
    selected_->setObjectName(QStringLiteral("exportSelected"));
    matching_->setEnabled(!source_.filter.matchesAll());
    selected_->setEnabled(!source_.ranges.empty());
    (matching_->isEnabled() ? matching_ : all_)->setChecked(true);
    view_->setObjectName(QStringLiteral("exportView"));
    view_->addItem(tr("Messages and control frames"), static_cast<int>(timeline::View::Messages));
    view_->addItem(tr("Every frame"), static_cast<int>(timeline::View::Frames));
    view_->setCurrentIndex(source_.options.view == timeline::View::Frames ? 1 : 0);
    secrets_->setObjectName(QStringLiteral("exportSecrets"));
    secrets_->setToolTip(tr("Authorization, cookies, tokens and keys. Payloads are always "
                            "exported as they are."));

    auto* which = style::column(nullptr, {}, 4);
    for (QRadioButton* button : {all_, matching_, selected_}) {
        which->addWidget(button);
    }
    auto* choices = new QWidget;
    auto* form = new QFormLayout(choices);
    form->setContentsMargins(0, 0, 0, 0);
    form->setSpacing(8);
    form->addRow(tr("F&ormat"), format_);
    form->addRow(tr("Which"), which);
    form->addRow(tr("&Rows"), view_);
    viewHint_->setObjectName(QStringLiteral("exportViewHint"));
    form->addRow(QString(), viewHint_);
    form->addRow(QString(), secrets_);
    return choices;
}

QWidget* ExportDialog::makePreview()
{
    preview_->setObjectName(QStringLiteral("exportPreview"));
    preview_->setAccessibleName(tr("The beginning of the file"));
    preview_->setReadOnly(true);
    style::usePayloadFont(*preview_);
    preview_->setLineWrapMode(QPlainTextEdit::NoWrap);
    preview_->setTabChangesFocus(true);
    return preview_;
}

void ExportDialog::connectParts()
{
    connect(format_, &QComboBox::currentIndexChanged, this, &ExportDialog::choiceChanged);
    connect(view_, &QComboBox::currentIndexChanged, this, &ExportDialog::choiceChanged);
    connect(secrets_, &QCheckBox::toggled, this, &ExportDialog::choiceChanged);
    for (QRadioButton* button : {all_, matching_, selected_}) {
        connect(button, &QRadioButton::toggled, this, [this](bool chosen) {
            if (chosen) {
                choiceChanged();
            }
        });
    }
}

ExportRequest ExportDialog::request() const
{
    ExportRequest request = source_;
    request.options.format = static_cast<ExportFormat>(format_->currentData().toInt());
    request.options.view = request.options.format == ExportFormat::Har
                               ? timeline::View::Messages
                               : static_cast<timeline::View>(view_->currentData().toInt());
    request.options.keepSecrets = secrets_->isChecked();
    if (!selected_->isChecked()) {
        request.ranges.clear();
    }
    if (!matching_->isChecked()) {
        request.filter = {};
        request.options.filter.clear();
    }
    return request;
}

void ExportDialog::choiceChanged()
{
    const ExportRequest chosen = request();
    const bool isHar = chosen.options.format == ExportFormat::Har;
    view_->setEnabled(!isHar);
    view_->setToolTip(isHar ? viewHint_->text() : QString());
    viewHint_->setVisible(isHar);
    say(tr("Preparing the preview…"), false);
    task_.run([chosen](work::Run& run) { return previewOf(chosen, run.stop()); },
              [this](const Result<ExportPreview>& preview) {
                  preview ? showPreview(*preview) : fail(preview.error());
              });
}

void ExportDialog::showPreview(const ExportPreview& preview)
{
    preview_->setPlainText(preview.text);
    say(preview.text.isEmpty() ? tr("No event is exported.")
        : preview.cut          ? tr("The first %1 KiB of the file.").arg(ExportPreview::Size / 1024)
                               : tr("This is the whole file."),
        false);
}

void ExportDialog::askForFile()
{
    const auto& format = transcript::info(request().options.format);
    auto* dialog = new QFileDialog(this, tr("Export to a file"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(toQString(format.suffix));
    dialog->setNameFilter(tr("%1 (*.%2)").arg(toQString(format.name), toQString(format.suffix)));
    // With its suffix: otherwise Qt takes the ".1" of "127.0.0.1" for the suffix.
    dialog->selectFile(proposedFile_(toQString(format.suffix)));
    connect(dialog, &QFileDialog::fileSelected, this, &ExportDialog::write);
    style::openOnce(dialog);
}

void ExportDialog::write(const QString& path)
{
    emit started();
    setRunning(true);
    say(tr("Exporting to %1").arg(path), false);
    task_.run(
        [path, request = request()](work::Run& run) {
            return exportTo(path, request, [&run](std::uint64_t done, std::uint64_t total) {
                run.setProgress(done, total);
                return !run.isStopped();
            });
        },
        [this, path](const Result<void>& written) {
            if (!written) {
                fail(written.error());
                return;
            }
            accept();
            emit exported(path);
        },
        [this](std::uint64_t done, std::uint64_t total) {
            style::showPart(progress_, done, total);
        });
}

void ExportDialog::fail(const Error& error)
{
    setRunning(false);
    say(tr("The export failed: %1").arg(QString::fromStdString(error.message())), true);
}

void ExportDialog::setRunning(bool running)
{
    running_ = running;
    choices_->setEnabled(!running);
    write_->setEnabled(!running);
    progress_->setValue(0);
    progress_->setVisible(running);
}

/// Cancels a running export; closes the dialog if none runs.
void ExportDialog::reject()
{
    task_.cancel();
    if (running_) {
        setRunning(false);
        say(tr("The export was cancelled; no file was written."), false);
        return;
    }
    QDialog::reject();
}

void ExportDialog::say(const QString& text, bool isBad)
{
    style::restyle(*message_, "role", isBad ? QStringLiteral("bad") : QStringLiteral("muted"));
    message_->setText(text);
}

} // namespace framescope::ui

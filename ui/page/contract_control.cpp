// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/contract_control.h"

#include "base/file/replacement_file.h"
#include "present/rows/contract_coverage.h"
#include "present/rows/contract_findings.h"
#include "present/rows/timeline_model.h"
#include "present/words/format.h"
#include "scenario/making/infer_contract.h"
#include "ui/contract/contract_file.h"
#include "ui/contract/coverage_dialog.h"
#include "ui/details/shell/details_pane.h"
#include "ui/document/document.h"
#include "ui/filter/filter_bar.h"
#include "ui/page/filter_control.h"
#include "ui/style/building_blocks.h"
#include "ui/widgets/error_text.h"
#include "ui/widgets/notification_bar.h"

#include <QFile>
#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace framescope::ui {

ContractControl::ContractControl(const Parts& parts, QWidget& page)
    : QObject(&page), parts_(parts), page_(page), file_(new ContractFile(this))
{
    connect(file_, &ContractFile::opened, this, &ContractControl::take);
    connect(file_, &ContractFile::failed, this, &ContractControl::tellMistake);
    connect(&parts_.document, &Document::timelineChanged, this, [this] {
        if (contract_) {
            apply();
        }
    });
}

void ContractControl::run(ActionId id)
{
    runAction({{ActionId::OpenContract, [this] { askForFile(); }},
               {ActionId::CloseContract, [this] { close(); }},
               {ActionId::Coverage, [this] { showCoverage(); }},
               {ActionId::InferContract, [this] { askWhereToInfer(); }}},
              id);
}

void ContractControl::askForFile()
{
    auto* dialog = new QFileDialog(
        &page_, tr("Open a contract"),
        file_->path().isEmpty() ? QString() : QFileInfo(file_->path()).path(),
        tr("AsyncAPI documents and JSON Schemas (*.yaml *.yml *.json);;All files (*)"));
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, &ContractControl::open);
    style::openOnce(dialog);
}

void ContractControl::open(const QString& file)
{
    file_->open(file);
}

const QString& ContractControl::file() const
{
    return file_->path();
}

void ContractControl::close()
{
    file_->close();
    take(nullptr);
}

void ContractControl::take(const contract::Document::Ptr& document)
{
    contract_ = document;
    parts_.notifications.resolve(Notification::Topic::Contract);
    apply();
    parts_.filter.setContract(contract_);
    tellMessages();
    if (contract_) {
        if (!contract_->remarks().empty()) {
            QStringList remarks;
            for (const std::string& remark : contract_->remarks()) {
                remarks += QString::fromStdString(remark);
            }
            parts_.notifications.show(Notification::of(Notification::Kind::Info,
                                                       tr("Not all of the contract is checked"),
                                                       remarks, Notification::Topic::Contract));
        }
    }
    emit changed();
}

/// What was open stays open: the document may be in the middle of being edited.
void ContractControl::tellMistake(const Error& error)
{
    QStringList details{errorText(error)};
    if (contract_) {
        details += tr("The messages are still held against what was read before.");
    }
    parts_.notifications.show(Notification::of(Notification::Kind::Error,
                                               tr("This contract can't be used"), details,
                                               Notification::Topic::Contract));
}

void ContractControl::apply()
{
    const auto& timeline = parts_.document.timeline();
    const auto findings = contract_ && timeline
                              ? std::make_shared<present::ContractFindings>(timeline, contract_)
                              : nullptr;
    parts_.model.setFindings(findings);
    parts_.details.setFindings(findings);
    countWrong();
}

void ContractControl::tellMessages(std::optional<std::uint64_t> wrong)
{
    const QString described =
        contract_ ? tr("%1 describes %2")
                        .arg(QFileInfo(file_->path()).fileName(),
                             present::formatCounted(contract_->messages().size(), "message"))
                  : QString();
    emit noticed(
        wrong ? described +
                    tr(", %1 break it").arg(present::formatCounted(*wrong, "recorded message"))
              : described);
}

/// Says how many messages break the contract, if no more are to come.
void ContractControl::countWrong()
{
    counting_.cancel();
    if (!contract_ || !parts_.document.timeline() || parts_.document.isConnected()) {
        return;
    }
    counting_.run(
        [timeline = parts_.document.timeline(), contract = contract_](work::Run& run) {
            return present::coverageOf(*timeline, contract, run);
        },
        [this](const present::ContractCoverage& coverage) { tellMessages(coverage.wrong()); });
}

void ContractControl::showCoverage()
{
    if (!contract_ || !parts_.document.timeline()) {
        return;
    }
    auto* dialog = new CoverageDialog(parts_.document.timeline(), contract_, &page_);
    connect(dialog, &CoverageDialog::filterTermRequested, &parts_.filterBar, &FilterBar::setText);
    style::openOnce(dialog);
}

bool ContractControl::canInfer() const
{
    return parts_.document.timeline() && !inferring_.isRunning();
}

void ContractControl::askWhereToInfer()
{
    auto* dialog =
        new QFileDialog(&page_, tr("Infer a contract"), {}, tr("AsyncAPI documents (*.yaml)"));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(QStringLiteral("yaml"));
    dialog->selectFile(QStringLiteral("contract.asyncapi.yaml"));
    connect(dialog, &QFileDialog::fileSelected, this, &ContractControl::infer);
    style::openOnce(dialog);
}

void ContractControl::infer(const QString& file)
{
    emit noticed(tr("inferring a contract from the messages…"));
    inferring_.run(
        [timeline = parts_.document.timeline(), file,
         title = parts_.document.title().toStdString()](work::Run& run) {
            return scenario::inferContract(*timeline, {.title = title},
                                           [&run](std::size_t) { return !run.isStopped(); })
                .and_then([&file](const std::string& text) {
                    auto out = ReplacementFile::create(QFile::encodeName(file).toStdString());
                    return out ? out->write(asBytes(text)).and_then([&] { return out->commit(); })
                               : Result<void>(tl::unexpected(out.error()));
                });
        },
        [this, file](const Result<void>& written) {
            emit changed();
            emit noticed({});
            if (!written) {
                parts_.notifications.show(
                    Notification::of(Notification::Kind::Error, tr("No contract could be inferred"),
                                     {errorText(written.error())}, Notification::Topic::Contract));
                return;
            }
            Notification done = Notification::of(
                Notification::Kind::Info, tr("The contract was written as %1").arg(file),
                {tr("It says what was seen. Names, and what else may come, are yours to add.")},
                Notification::Topic::Contract);
            done.actions.push_back({tr("Open it here"), [this, file] { open(file); }});
            parts_.notifications.show(done);
        });
    emit changed();
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/probe/probe_pane.h"

#include "connection/address_input.h"
#include "present/words/address_title.h"
#include "scenario/probe/probe_report.h"
#include "scenario/report/html_report.h"
#include "scenario/report/junit_report.h"
#include "scenario/report/report_file.h"
#include "ui/document/document.h"
#include "ui/probe/probe_plan.h"
#include "ui/probe/probe_results.h"
#include "ui/settings/settings.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"
#include "ui/widgets/error_text.h"

#include <QApplication>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QLabel>
#include <QMessageBox>
#include <QPushButton>
#include <QStackedWidget>

namespace framescope::ui {

namespace probe = scenario::probe;
namespace report = scenario::report;

namespace {

const QString ProbeChoices = QStringLiteral("probe");
const QString UrlKey = QStringLiteral("url");

} // namespace

ProbePane::ProbePane(Document& document, const connection::ConnectionOptions& options,
                     Settings& settings, QWidget* parent)
    : TaskPane(parent), document_(document), options_(options), settings_(settings),
      plan_(new ProbePlan(options)), results_(new ProbeResults), stack_(new QStackedWidget),
      start_(new QPushButton), choose_(new QPushButton(tr("Choose &cases…"))),
      message_(style::wrappedLabel())
{
    setObjectName(QStringLiteral("probePane"));
    plan_->setChoices(settings_.choices(ProbeChoices));
    start_->setObjectName(QStringLiteral("probeStart"));
    choose_->setObjectName(QStringLiteral("probeChoose"));
    message_->setObjectName(QStringLiteral("probeMessage"));
    message_->hide();
    stack_->addWidget(plan_);
    stack_->addWidget(results_);
    auto* begin = style::row(nullptr, {}, 8);
    begin->addWidget(start_);
    begin->addWidget(choose_);
    begin->addStretch(1);
    auto* column = style::column(this, {12, 10, 12, 10}, 8);
    column->addLayout(begin);
    column->addWidget(message_);
    column->addWidget(stack_, 1);
    setFocusProxy(stack_);
    stack_->setFocusProxy(plan_);
    // The recordings of the cases go with the tab; the report is what is kept.
    document_.discard();

    connect(plan_, &ProbePlan::changed, this, &ProbePane::refresh);
    connect(start_, &QPushButton::clicked, this, [this] { probe_ ? stop() : start(); });
    connect(choose_, &QPushButton::clicked, this, [this] {
        stack_->setCurrentWidget(plan_);
        stack_->setFocusProxy(plan_);
        plan_->setFocus();
        refresh();
    });
    connect(results_, &ProbeResults::recordingRequested, this, [this](const QString& path) {
        document_.showAgain(path);
        emit changed();
    });
    connect(results_, &ProbeResults::reportRequested, this, &ProbePane::askForReport);
    refresh();
}

ProbePane::~ProbePane() = default;

QString ProbePane::lastUrl(const Settings& settings)
{
    return settings.choices(ProbeChoices).value(UrlKey).toString();
}

QString ProbePane::title() const
{
    return tr("Probe of %1").arg(present::addressTitle(connection::urlForTitle(options_)));
}

QString ProbePane::place() const
{
    return connection::urlForTitle(options_).toDisplayString();
}

StateLook ProbePane::look() const
{
    using present::Tone;
    if (probe_) {
        return {tr("probing"), QStringLiteral("clock"), Tone::Warning, {}};
    }
    if (!result_) {
        return {tr("not probed"), QStringLiteral("dot"), Tone::LifeCycle, {}};
    }
    if (!result_->error.empty()) {
        return {tr("not tried"), QStringLiteral("error"), Tone::Bad, {}};
    }
    return result_->count(probe::Verdict::Failed) > 0
               ? StateLook{tr("failed"), QStringLiteral("error"), Tone::Bad, {}}
           : result_->interrupted
               ? StateLook{tr("stopped"), QStringLiteral("warning"), Tone::Warning, {}}
               : StateLook{tr("passed"), QStringLiteral("check"), Tone::Good, {}};
}

/// Which case the timeline is of.
QString ProbePane::note() const
{
    const QString& shown = results_->shownCase();
    return shown.isEmpty() ? QString() : tr("the timeline shows %1").arg(shown);
}

bool ProbePane::canStart() const
{
    return !probe_ && plan_->isReady();
}

void ProbePane::start()
{
    if (!canStart()) {
        return;
    }
    if (isUnsaved()) {
        askToLoseReport();
        return;
    }
    probe::Settings settings = plan_->settings();
    recordings_ = std::make_unique<QTemporaryDir>();
    if (!recordings_->isValid()) {
        say(recordings_->errorString(), true);
        return;
    }
    settings.recordings = QFile::encodeName(recordings_->path()).toStdString();
    auto made = probe::Probe::create(std::move(settings));
    if (!made) {
        say(errorText(made.error()), true);
        return;
    }
    QVariantMap choices = plan_->choices();
    choices[UrlKey] = connection::addressForHistory(options_.url.toString());
    settings_.setChoices(ProbeChoices, choices);
    say({}, false);
    probe_ = std::move(*made);
    result_.reset();
    started_ = now();
    results_->begin(probe_->cases());
    connect(probe_.get(), &probe::Probe::caseFinished, results_, &ProbeResults::add);
    connect(probe_.get(), &probe::Probe::finished, this, &ProbePane::finish);
    probe_->start();
    stack_->setCurrentWidget(results_);
    stack_->setFocusProxy(results_);
    results_->setFocus();
    refresh();
}

void ProbePane::stop()
{
    if (probe_) {
        probe_->stop();
    }
}

void ProbePane::finish(const probe::ProbeResult& result)
{
    result_ = result;
    saved_ = !result.error.empty(); // there is nothing to be saved
    results_->finish(result);
    probe_.release()->deleteLater(); // this is called by it
    refresh();
}

QString ProbePane::proposedFile(const QDir& folder) const
{
    return folder.filePath(QStringLiteral("probe-%1.html").arg(options_.url.host()));
}

QString ProbePane::fileTypes() const
{
    return tr("HTML report (*.html);;JUnit (*.xml)");
}

QString ProbePane::underWay() const
{
    return probe_ ? tr("The probe of %1 is running. It will be stopped, and what it has found is "
                       "lost: stop it first to save its report.")
                        .arg(options_.url.host())
                  : QString();
}

QString ProbePane::unsavedSentence() const
{
    return tr("The report of the probe of %1 is not saved.").arg(options_.url.host());
}

/// Another probe takes the place of what the last one found.
void ProbePane::askToLoseReport()
{
    auto* box = new QMessageBox(QMessageBox::Question, tr("Start again"), unsavedSentence(),
                                QMessageBox::Cancel, window());
    box->setInformativeText(tr("It would be lost for good when the probe starts again."));
    QPushButton* save = box->addButton(tr("&Save the report…"), QMessageBox::ActionRole);
    QPushButton* again = box->addButton(tr("Start &again"), QMessageBox::DestructiveRole);
    again->setObjectName(QStringLiteral("startAgain"));
    box->setDefaultButton(save);
    connect(save, &QPushButton::clicked, this, &ProbePane::askForReport);
    connect(again, &QPushButton::clicked, this, [this] {
        saved_ = true;
        start();
    });
    style::openOnce(box);
}

bool ProbePane::takesSave() const
{
    const QWidget* focus = QApplication::focusWidget();
    return result_ && focus && isAncestorOf(focus);
}

void ProbePane::askForReport()
{
    QFileDialog* dialog = makeSaveDialog(window());
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.contains(QLatin1String("xml")) ? QStringLiteral("xml")
                                                                       : QStringLiteral("html"));
    });
    connect(dialog, &QFileDialog::fileSelected, this, &ProbePane::saveTo);
    dialog->open();
}

bool ProbePane::saveTo(const QString& file)
{
    probe::ProbeResult result = *result_;
    for (probe::CaseResult& one : result.cases) {
        one.recording.clear(); // they go with the tab
    }
    const auto made = reportOf(result, place().toStdString(), started_, {});
    const bool isXml =
        QFileInfo(file).suffix().compare(QLatin1String("xml"), Qt::CaseInsensitive) == 0;
    const auto written =
        report::writeReport(QFile::encodeName(file).toStdString(),
                            isXml ? report::junitText(made) : report::htmlText(made));
    saved_ |= written.has_value();
    say(written ? tr("The report was saved as %1.").arg(file) : errorText(written.error()),
        !written);
    emit changed();
    return written.has_value();
}

void ProbePane::say(const QString& text, bool isBad)
{
    style::restyle(*message_, "role", isBad ? QStringLiteral("bad") : QStringLiteral("muted"));
    message_->setText(text);
    message_->setVisible(!text.isEmpty());
}

void ProbePane::refresh()
{
    start_->setText(probe_ ? tr("Stop") : tr("Start"));
    style::setButtonIcon(start_, probe_ ? QStringLiteral("stop") : QStringLiteral("search"),
                         probe_ ? style::Ink::Text : style::Ink::OnAccent);
    style::restyle(*start_, "primary", !probe_);
    start_->setEnabled(probe_ || canStart());
    choose_->setVisible(!probe_ && stack_->currentWidget() == results_);
    emit changed();
}

} // namespace framescope::ui

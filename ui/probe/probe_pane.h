// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"
#include "scenario/probe/probe.h"
#include "ui/page/task_pane.h"

#include <QTemporaryDir>

#include <memory>
#include <optional>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace framescope::ui {

class Document;
class ProbePlan;
class ProbeResults;
class Settings;

/// Probes a server; the page shows the recording of the case that is chosen.
class ProbePane : public TaskPane
{
    Q_OBJECT

public:
    /// `document` and `settings` must outlive all calls except the destructor.
    ProbePane(Document& document, const connection::ConnectionOptions& options, Settings& settings,
              QWidget* parent = nullptr);

    /// The address that was probed at last, without secrets; empty if there is none.
    static QString lastUrl(const Settings& settings);
    ~ProbePane() override;

    QString title() const override;
    QString place() const override;
    StateLook look() const override;
    QString note() const override;
    QString layoutName() const override { return QStringLiteral("probe"); }
    int usualWidth() const override { return 720; }
    QString startText() const override { return tr("Start the &probe"); }
    QString stopText() const override { return tr("Stop the prob&e"); }
    bool canStart() const override;
    bool canStop() const override { return probe_ != nullptr; }
    void start() override;
    void stop() override;
    QString proposedFile(const QDir& folder) const override;
    QString fileTypes() const override;
    QString underWay() const override;
    bool isUnsaved() const override { return result_ && !saved_; }
    QString unsavedSentence() const override;
    QString unsavedWord() const override { return tr("the report"); }
    bool takesSave() const override;
    bool saveTo(const QString& file) override;

private:
    void finish(const scenario::probe::ProbeResult& result);
    void askForReport();
    void askToLoseReport();
    void say(const QString& text, bool isBad);
    void refresh();

    Document& document_;
    connection::ConnectionOptions options_;
    Settings& settings_;
    ProbePlan* plan_;
    ProbeResults* results_;
    QStackedWidget* stack_; ///< plan and results
    QPushButton* start_;
    QPushButton* choose_;
    QLabel* message_;
    std::unique_ptr<QTemporaryDir> recordings_;     ///< of the cases
    std::unique_ptr<scenario::probe::Probe> probe_; ///< while it runs
    std::optional<scenario::probe::ProbeResult> result_;
    Timestamp started_{};
    bool saved_ = false; ///< the report of `result_`
};

} // namespace framescope::ui

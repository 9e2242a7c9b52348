// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/exporting/export_request.h"
#include "work/task.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QRadioButton;

namespace framescope::ui {

/// Exports a recording: which events, in which format, with the beginning of the file to look at
/// before it is written. Closes itself when the file is there.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `source`: what can be exported at the moment, with the view that is shown, the filter of the
    /// filter bar and the selected rows. `proposedFile` says a file with its folder.
    ExportDialog(ExportRequest source, std::function<QString(const QString& suffix)> proposedFile,
                 QWidget* parent = nullptr);

    void reject() override;

signals:
    /// What was said of an export before holds no more.
    void started();
    void exported(const QString& path);

private:
    QWidget* makeChoices();
    QWidget* makePreview();
    void connectParts();
    ExportRequest request() const;
    void choiceChanged();
    void showPreview(const ExportPreview& preview);
    void askForFile();
    void write(const QString& path);
    void fail(const Error& error);
    void setRunning(bool running);
    void say(const QString& text, bool isBad);

    ExportRequest source_;
    std::function<QString(const QString& suffix)> proposedFile_;
    work::Task task_;
    QComboBox* format_;
    QRadioButton* all_;
    QRadioButton* matching_;
    QRadioButton* selected_;
    QComboBox* view_;
    QLabel* viewHint_;
    QCheckBox* secrets_;
    QWidget* choices_ = nullptr;
    QPlainTextEdit* preview_;
    QLabel* message_;
    QProgressBar* progress_;
    QPushButton* write_ = nullptr;
    bool running_ = false;
};

} // namespace framescope::ui

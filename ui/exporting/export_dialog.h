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

/// Asks which events to export in which format, shows a preview, and writes the file. Closes itself
/// when the file is written.
class ExportDialog : public QDialog
{
    Q_OBJECT

public:
    /// `source`: the recording, with the view, filter and selected rows of the page. `proposedFile`
    /// returns the path to propose for a suffix.
    ExportDialog(ExportRequest source, std::function<QString(const QString& suffix)> proposedFile,
                 QWidget* parent = nullptr);

    void reject() override;

signals:
    /// Emitted when an export begins, so that a message about an earlier one is removed.
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

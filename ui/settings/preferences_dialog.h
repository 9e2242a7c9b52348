// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/settings/preferences.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;

namespace framescope::ui {

/// Asks for preferences.
class PreferencesDialog : public QDialog
{
    Q_OBJECT

public:
    /// `usualRecordings`: the default folder for recordings.
    PreferencesDialog(const Preferences& preferences, const QString& usualRecordings,
                      QWidget* parent = nullptr);

    Preferences preferences() const;

private:
    void fill(const Preferences& preferences);
    QString mistake() const;
    void check();

    QComboBox* theme_;
    QSpinBox* fontSize_;
    QCheckBox* follow_;
    QSpinBox* connectTimeout_;
    QSpinBox* upgradeTimeout_;
    QSpinBox* closeTimeout_;
    QLineEdit* saveFolder_;
    QLineEdit* recordingsFolder_;
    QLabel* message_;
    QPushButton* accept_ = nullptr;
};

} // namespace framescope::ui

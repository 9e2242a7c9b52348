// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "ui/server/server_request.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace framescope::ui {

class ChoiceField;
class NumberField;

/// What is to be served, and where.
class ServerForm : public QWidget
{
    Q_OBJECT

public:
    explicit ServerForm(QWidget* parent = nullptr);

    /// An error says what is missing.
    Result<ServerRequest> request() const;
    /// The files to be played; a recording if it is one.
    void setFiles(const QStringList& files);
    /// In one line: what is served, and how.
    QString summary() const;

signals:
    void edited();

private:
    void build();
    QWidget* fileRow();
    void chooseFiles(bool folder);
    void arrange();

    ChoiceField* plays_;
    QLineEdit* files_;
    QCheckBox* inTime_;
    QComboBox* address_;
    NumberField* port_;
    QCheckBox* tls_;
    QLabel* warning_;
    QFormLayout* form_ = nullptr;
    QWidget* fileRow_ = nullptr;
};

} // namespace framescope::ui

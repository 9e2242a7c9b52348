// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "ui/server/server_request.h"

#include <QVariantMap>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QLineEdit;

namespace framescope::ui {

class ChoiceField;
class DurationField;
class NumberField;

/// What is to be served, and where.
class ServerForm : public QWidget
{
    Q_OBJECT

public:
    explicit ServerForm(QWidget* parent = nullptr);

    /// An error says what is missing.
    Result<ServerRequest> request() const;
    /// The files to be played, and what they are by their names: a recording, a contract, or
    /// scenarios.
    void setFiles(const QStringList& files);
    void setContract(const QString& file);
    void setScenario(const QString& file);
    QStringList files() const;
    /// What is kept for the next server: what is played, the port, TLS, and the folder of the file.
    QVariantMap choices() const;
    void setChoices(const QVariantMap& choices);
    /// In one line: what is served, and how.
    QString summary() const;

signals:
    void edited();

private:
    void build();
    QWidget* fileRow();
    void chooseFiles(bool folder);
    void set(ServerRequest::Plays plays, const QStringList& files);
    void arrange();

    ChoiceField* plays_;
    QLineEdit* files_;
    QCheckBox* inTime_;
    ChoiceField* side_;
    DurationField* every_;
    QComboBox* address_;
    NumberField* port_;
    QCheckBox* tls_;
    QLabel* warning_;
    QFormLayout* form_ = nullptr;
    QWidget* fileRow_ = nullptr;
    QString folder_; ///< of the file that was played at last
};

} // namespace framescope::ui

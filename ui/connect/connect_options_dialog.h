// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"

#include <QDialog>

class QCheckBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace framescope::ui {

/// How to connect: everything of ConnectionOptions but the address.
class ConnectOptionsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectOptionsDialog(const connection::ConnectionOptions& options,
                                  QWidget* parent = nullptr);

    /// What was given, with the address of the options it began with.
    connection::ConnectionOptions options() const;
    /// Something is not as it is by default.
    bool hasChoices() const;
    /// A sentence on a mistake in the input; empty if there is none.
    QString mistake() const;

private:
    QWidget* buildRequest();
    QWidget* buildTls();
    QWidget* buildBehaviour();
    void check();

    connection::ConnectionOptions options_;
    QPlainTextEdit* headers_;
    QLineEdit* subprotocols_;
    QLineEdit* origin_;
    QLineEdit* proxy_;
    QLineEdit* caFile_;
    QLineEdit* certFile_;
    QLineEdit* keyFile_;
    QCheckBox* insecure_;
    QCheckBox* deflate_;
    QCheckBox* strict_;
    QCheckBox* automaticPong_;
    QLabel* message_;
    QPushButton* accept_ = nullptr;
};

} // namespace framescope::ui

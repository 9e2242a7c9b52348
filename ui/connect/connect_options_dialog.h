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

/// Asks how to connect: headers, subprotocols, origin, proxy, TLS and behaviour.
class ConnectOptionsDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ConnectOptionsDialog(const connection::ConnectionOptions& options,
                                  QWidget* parent = nullptr);

    /// The options passed to the constructor, with the user's changes.
    connection::ConnectionOptions options() const;
    /// Whether any option of the dialog differs from its default.
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

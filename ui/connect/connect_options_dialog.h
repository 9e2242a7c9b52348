// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "connection/connection_options.h"

#include <QDialog>

#include <vector>

class QLabel;
class QListWidget;
class QPushButton;
class QStackedWidget;

namespace framescope::ui {

class AuthorizationPage;
class OptionsPage;

/// Asks how to connect, in pages. What was typed on one page stays while another is shown.
class ConnectOptionsDialog : public QDialog
{
    Q_OBJECT

public:
    /// `usual` are the options that nothing was chosen in.
    ConnectOptionsDialog(const connection::ConnectionOptions& options,
                         const connection::ConnectionOptions& usual, QWidget* parent = nullptr);
    explicit ConnectOptionsDialog(const connection::ConnectionOptions& options,
                                  QWidget* parent = nullptr)
        : ConnectOptionsDialog(options, {}, parent)
    {
    }

    ~ConnectOptionsDialog() override;

    /// The options passed to the constructor, with the user's changes.
    connection::ConnectionOptions options() const;
    /// Whether any option differs from the usual ones.
    bool hasChoices() const;
    /// A sentence on a mistake in the input; empty if there is none.
    QString mistake() const;
    /// Says how long the cookies that servers set are kept.
    void setCookieNote(const QString& note);
    /// Whether a connection is open, which keeps the options that it has.
    void setConnected(bool connected);
    /// Shows an error of connecting at its field; false if no field is named by it.
    bool showMistake(const Error& error);

public slots:
    /// Asks first if anything was changed.
    void reject() override;

private:
    void addPages();
    QWidget* buildButtons();
    void fill(const connection::ConnectionOptions& options);
    void showPage(int index);
    void refresh();
    Result<void> check() const;
    int mark(const Error& error);
    void fitToScreen();

    connection::ConnectionOptions given_;
    connection::ConnectionOptions usual_;
    connection::ConnectionOptions before_; ///< as the pages say it at first
    bool filling_ = false;
    int mistaken_ = -1; ///< index of the page with a mistake
    std::vector<OptionsPage*> pages_;
    AuthorizationPage* identity_ = nullptr; ///< one of them
    QListWidget* list_;
    QStackedWidget* stack_;
    QLabel* connected_;
    QLabel* summary_;
    QLabel* message_;
    QPushButton* goTo_;
    QPushButton* accept_ = nullptr;
    QPushButton* reset_ = nullptr;
};

} // namespace framescope::ui

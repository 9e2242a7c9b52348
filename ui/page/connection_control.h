// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "connection/certificate_failure.h"
#include "connection/connection_options.h"
#include "ui/page/saved_origin.h"

#include <QObject>

#include <optional>

namespace framescope::ui {

class AddressBar;
class Composer;
class Document;
class NotificationBar;
class Settings;
class TimelineView;
class Variables;

/// Opens and closes the connection of a page for the address bar and the menus, with the dialogs
/// that this needs, and reports errors.
class ConnectionControl : public QObject
{
    Q_OBJECT

public:
    struct Parts
    {
        Document& document;
        AddressBar& addressBar;
        TimelineView& view;
        Composer& composer;
        NotificationBar& notifications;
        Settings& settings;
    };

    /// All parts must outlive it. It and its dialogs are children of `page`.
    ConnectionControl(const Parts& parts, QWidget& page);

    /// Connects to the address in the field.
    void connectToAddress();
    void disconnectNormally();
    void askForClose();
    void dropConnection();
    void askForOptions();
    void sendText(const QString& text);

    /// The values of {{variables}}, which are replaced when it connects; they must outlive it.
    void setVariables(Variables& variables) { variables_ = &variables; }
    /// The file of the connection; nullopt if it is not saved.
    const std::optional<SavedOrigin>& origin() const { return origin_; }
    /// Takes address and options of a saved connection for the next connect.
    void takeSaved(const SavedOrigin& origin);
    /// Address and options as they are now, with the messages of the file.
    collection::SavedConnection asSaved() const;

    /// Adds a message to those of the connection, in place of one with its name. It is in the file
    /// when the connection is saved.
    void keepMessage(const collection::SavedMessage& message);

signals:
    /// Emitted when a connection is being opened.
    void began();
    /// Emitted when the connection has a name, or another one.
    void named();
    /// Emitted with the error event of a connection that failed to open.
    void failed(framescope::EventId error);

private:
    void connectByHand();
    void resolveAndConnect(const collection::SavedConnection& written);
    void connectTo(const connection::ConnectionOptions& options);
    void tellBadAddress(const Error& error);
    void takePreferences();
    void takeState();
    void expectOwnEnd();
    void reportEnd();
    void offerToConnectAnyway(const connection::CertificateFailure& failure);
    void report(const Result<void>& result);

    Parts parts_;
    QWidget& page_;
    connection::ConnectionOptions options_;
    std::optional<SavedOrigin> origin_;
    std::vector<collection::SavedMessage> newMessages_; ///< not in the file yet
    Variables* variables_ = nullptr;
    bool certificateReported_ = false;
    bool composerWanted_ = false;            ///< focus the composer when the connection is open
    std::optional<EventId> endsOnPurposeAt_; ///< errors from this event on are intended by the user
};

} // namespace framescope::ui

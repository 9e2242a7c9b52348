// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "collection/saved_connection.h"
#include "connection/certificate_failure.h"
#include "connection/connection_options.h"
#include "ui/page/chosen_options.h"
#include "ui/page/saved_origin.h"

#include <QObject>

#include <functional>
#include <memory>
#include <optional>

namespace framescope::ui {

class AddressBar;
class BehaviourControl;
class Composer;
class ConnectionExchange;
class CookieJars;
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
    /// From now on, the certificate with that SHA-256 is accepted from the host and port of `url`.
    void accept(const QUrl& url, const QByteArray& certificate);
    void disconnectNormally();
    void askForClose();
    void dropConnection();
    void askForOptions();
    void showBehaviours();
    /// Calls back with what the next connection would use, for something else than connecting.
    /// `purpose`: for the button below secrets that are asked for. A bad address is told here.
    void resolve(const QString& purpose,
                 std::function<void(const connection::ConnectionOptions&)> then);
    /// The options of the next connection.
    const connection::ConnectionOptions& options() const { return chosen_.options; }
    /// Takes connections of other tools, and copies this one.
    ConnectionExchange& exchange() { return *exchange_; }
    void sendText(const QString& text);

    /// The values of {{variables}}, which are replaced when it connects; they must outlive it.
    void setVariables(Variables& variables);
    /// The cookies of saved connections; they must outlive it. Without them, and for a connection
    /// that is not saved, those of this tab are used.
    void setCookieJars(CookieJars& jars) { jars_ = &jars; }
    /// The file of the connection; nullopt if it is not saved.
    const std::optional<SavedOrigin>& origin() const { return origin_; }
    /// Takes address and options of a saved connection for the next connect.
    void takeSaved(const SavedOrigin& origin);
    /// Called when the saved connection has another file, or another name in it.
    void follow(const QString& path, const QString& name);
    /// This tab's connection was saved there; its cookies come along.
    void takeOrigin(const SavedOrigin& origin);
    /// Keeps a message with the connection, in place of one with the same name.
    void keepMessage(const collection::SavedMessage& message);
    const std::vector<collection::SavedMessage>& messages() const { return messages_; }
    /// Address, options and messages as they are now.
    collection::SavedConnection asSaved() const;

signals:
    /// Emitted when a connection is being opened.
    void began();
    /// Emitted when the connection or its messages are others.
    void savedChanged();
    /// Emitted with the error event of a connection that failed to open.
    void failed(framescope::EventId error);
    /// Emitted to show how this connection ended.
    void endingRequested(framescope::ConnectionId connection);

private:
    void connectByHand();
    void resolveAndConnect(const collection::SavedConnection& written);
    void withJar(std::function<void(const std::shared_ptr<connection::CookieJar>&)> then);
    void bringCookies(const std::shared_ptr<connection::CookieJar>& before);
    void connectWithJar(connection::ConnectionOptions options);
    void connectTo(const connection::ConnectionOptions& options);
    void tellBadAddress(const Error& error);
    void takePreferences();
    void showOptions(const Error& mistake);
    void openDialog(connection::ConnectionOptions shown, const Error& mistake);
    void reportRefusal(const Error& error);
    void takeState();
    void keepCookies();
    void expectOwnEnd();
    void reportEnd();
    void offerToConnectAnyway(const connection::CertificateFailure& failure);
    void report(const Result<void>& result);

    Parts parts_;
    QWidget& page_;
    ChosenOptions chosen_;
    ConnectionExchange* exchange_;
    BehaviourControl* behaviours_; ///< of `chosen_`
    std::optional<SavedOrigin> origin_;
    std::vector<collection::SavedMessage> messages_;
    Variables* variables_ = nullptr;
    CookieJars* jars_ = nullptr;
    std::shared_ptr<connection::CookieJar> ownJar_; ///< while the connection is not saved
    bool certificateReported_ = false;
    bool composerWanted_ = false;            ///< focus the composer when the connection is open
    std::optional<EventId> endsOnPurposeAt_; ///< errors from this event on are intended by the user
};

} // namespace framescope::ui

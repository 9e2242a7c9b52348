// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"
#include "base/ids.h"
#include "connection/certificate_failure.h"
#include "connection/connection_options.h"

#include <QObject>

#include <optional>

namespace framescope::ui {

class AddressBar;
class Composer;
class Document;
class NotificationBar;
class Settings;
class TimelineView;

/// Connects a page and ends its connection: what the address bar and the menus ask for, with the
/// dialogs before and the reports of what went wrong.
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

    /// All parts must outlive it. It belongs to `page`, as its dialogs do.
    ConnectionControl(const Parts& parts, QWidget& page);

    /// Connects to the address in the field.
    void connectToAddress();
    void disconnectNormally();
    void askForClose();
    void dropConnection();
    void askForOptions();
    void sendText(const QString& text);

signals:
    /// A connection is being made.
    void began();
    /// The error by which a connection did not open.
    void failed(framescope::EventId error);

private:
    void connectByHand();
    void takeState();
    void expectOwnEnd();
    void reportEnd();
    void offerToConnectAnyway(const connection::CertificateFailure& failure);
    void report(const Result<void>& result);

    Parts parts_;
    QWidget& page_;
    connection::ConnectionOptions options_;
    bool certificateReported_ = false;
    bool composerWanted_ = false;            ///< when the connection that is being made is open
    std::optional<EventId> endsOnPurposeAt_; ///< an error from there on was asked for
};

} // namespace framescope::ui

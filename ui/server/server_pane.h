// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "scenario/server/certificate.h"
#include "timeline/index/connection_info.h"
#include "ui/page/task_pane.h"
#include "ui/server/server_request.h"
#include "work/task.h"

#include <QPointer>

#include <map>
#include <memory>
#include <optional>
#include <string>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;

namespace framescope::ui {

class ClientPane;
class Document;
class ElidedLabel;
class ServedRecording;
class ServerForm;
class ServerPlay;
class Settings;
class Variables;

/// Plays a server, whose clients the page shows.
class ServerPane : public TaskPane
{
    Q_OBJECT

public:
    /// `document`, `variables` and `settings` must outlive all calls except the destructor.
    ServerPane(Document& document, const Variables& variables, Settings& settings,
               QWidget* parent = nullptr);

    ServerForm& form() { return *form_; }
    /// Plays a scenario, in place of what it plays now. `values` are of variables, besides those
    /// of the environment.
    void play(const QString& file, const std::map<QString, QString>& values);
    /// Whether that file, and no other, is what it plays or is to play.
    bool isOf(const QString& file) const;

    QString title() const override;
    QString place() const override;
    StateLook look() const override;
    QString note() const override;
    QString underWay() const override
    {
        return canStop() ? tr("The server is running and will be stopped.") : QString();
    }
    bool isServer() const override { return true; }
    int usualWidth() const override { return 560; }
    QString servedUrl() const override { return url_; }
    connection::ConnectionOptions servedOptions() const override;
    QString startText() const override { return tr("Start the &server"); }
    QString stopText() const override { return tr("Stop the s&erver"); }
    bool canStart() const override;
    bool canStop() const override;
    void start() override;
    void stop() override;

signals:
    /// Emitted to connect another tab to the server. `certificate`: the SHA-256 of its own; empty
    /// without TLS. If `completed` is false, the path is a pattern that the user has to fill in.
    void connectRequested(const QString& url, const QByteArray& certificate, bool completed);
    /// Emitted when it begins to play a contract.
    void contractPlayed(const QString& file);
    void connectionChosen(std::optional<framescope::ConnectionId> connection);

private:
    QWidget* addressRow();
    QString address() const;
    QByteArray fingerprint() const;
    void offerTargets();
    QWidget* certificateButton();
    void prepare(const ServerRequest& request);
    void serve(const ServerRequest& request, const std::shared_ptr<ServerPlay>& play);
    Result<void> makeRecording();
    void fail(const Error& error);
    void say(const QString& text, bool isBad);
    void saveCertificate(const QString& path);
    void refresh();

    Document& document_;
    const Variables& variables_;
    Settings& settings_;
    ServerForm* form_;
    ElidedLabel* summary_; ///< in place of the form while it is served
    QPushButton* start_;
    QLabel* message_;
    ClientPane* clients_;
    QWidget* addressRow_ = nullptr;
    QLabel* address_ = nullptr;
    QPushButton* connect_ = nullptr;
    QMenu* targetMenu_ = nullptr; ///< of `connect_`, where several paths are played
    QToolButton* certificateMenu_ = nullptr;
    QPointer<ServedRecording> recording_; ///< owned by the document
    work::Task preparing_;
    work::Task saving_;                ///< the certificate
    QString url_;                      ///< "ws://127.0.0.1:8765"; empty while nothing is served
    QStringList targets_;              ///< paths that are played; empty: they are patterns
    std::string certificate_;          ///< PEM; empty without TLS
    std::map<QString, QString> given_; ///< values of variables of what is played
    bool failed_ = false;              ///< the last start
    bool again_ = false;               ///< start when it has stopped
};

} // namespace framescope::ui

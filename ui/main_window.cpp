// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/about_dialog.h"
#include "ui/address_bar.h"
#include "ui/demo_guide.h"
#include "ui/details/details_pane.h"
#include "ui/filter_bar.h"
#include "ui/notes/note_control.h"
#include "ui/notification_bar.h"
#include "ui/session_page.h"
#include "ui/session_reports.h"
#include "ui/style/icons.h"
#include "ui/timeline/timeline_columns.h"
#include "ui/timeline/timeline_pane.h"
#include "ui/timeline/timeline_view.h"
#include "ui/unsaved_dialog.h"

#include <QAction>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QSignalBlocker>
#include <QTabBar>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace framescope::ui {

namespace {

bool isAddress(const QString& text)
{
    return text.contains(QLatin1String("://")) && !text.startsWith(QLatin1String("file:"));
}

} // namespace

MainWindow::MainWindow(WindowOptions options, QWidget* parent)
    : QMainWindow(parent), options_(std::move(options)),
      settings_(options_.settingsFile.isEmpty() ? Settings() : Settings(options_.settingsFile)),
      folder_(options_.recordingsFolder), notifications_(new NotificationBar), tabs_(new QTabWidget)
{
    setWindowTitle(QStringLiteral("Framescope"));
    setAcceptDrops(true);
    resize(1280, 820);
    restoreGeometry(settings_.windowGeometry());

    actions_ = std::make_unique<Actions>(*menuBar(), this, [this](ActionId id) { run(id); });
    recent_ = new QMenu(tr("Open &recent"), this);
    QMenu* file = actions_->menu(QStringLiteral("&File"));
    file->insertMenu(file->actions().value(2), recent_);
    connect(recent_, &QMenu::aboutToShow, this, &MainWindow::fillRecentFiles);
    auto* columns = new QMenu(tr("&Columns"), this);
    actions_->menu(QStringLiteral("&View"))->addMenu(columns);
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        currentPage()->timelineView().columns().fillMenu(*columns);
    });
    connect(actions_->menu(QStringLiteral("&Session")), &QMenu::aboutToShow, this,
            &MainWindow::updateActions);

    tabs_->setMovable(true);
    tabs_->tabBar()->setElideMode(Qt::ElideMiddle);
    tabs_->tabBar()->setExpanding(false);
    auto* plus = new QToolButton;
    plus->setObjectName(QStringLiteral("newTab"));
    plus->setIcon(style::icon(QStringLiteral("plus")));
    plus->setToolTip(tr("New tab (Ctrl+T)"));
    plus->setAccessibleName(tr("New tab"));
    connect(plus, &QToolButton::clicked, this, [this] { run(ActionId::NewTab); });
    tabs_->setCornerWidget(plus, Qt::TopRightCorner);
    connect(tabs_, &QTabWidget::currentChanged, this, &MainWindow::updateActions);

    auto* central = new QWidget;
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(notifications_);
    column->addWidget(tabs_, 1);
    setCentralWidget(central);

    addPage();
    chooseTheme(settings_.theme());
    offerLeftBehind();
}

MainWindow::~MainWindow()
{
    // The pages, those about to go included, use the folder and the settings.
    const QSignalBlocker blocker(tabs_);
    qDeleteAll(findChildren<SessionPage*>());
}

SessionPage* MainWindow::currentPage() const
{
    return static_cast<SessionPage*>(tabs_->currentWidget());
}

int MainWindow::pageCount() const
{
    return tabs_->count();
}

SessionPage* MainWindow::page(int index) const
{
    return static_cast<SessionPage*>(tabs_->widget(index));
}

SessionPage* MainWindow::addPage()
{
    auto* page = new SessionPage(folder_, settings_);
    const int index = tabs_->addTab(page, page->title());
    auto* close = new QToolButton;
    close->setIcon(style::icon(QStringLiteral("close"), style::Ink::Muted));
    close->setIconSize({12, 12});
    close->setToolTip(tr("Close tab (Ctrl+W)"));
    close->setAccessibleName(tr("Close tab"));
    close->setFocusPolicy(Qt::NoFocus);
    connect(close, &QToolButton::clicked, page, [this, page] { closePage(page); });
    tabs_->tabBar()->setTabButton(index, QTabBar::RightSide, close);
    connect(page, &SessionPage::changed, this, [this, page] { updatePage(page); });
    connect(page, &SessionPage::openRequested, this, &MainWindow::askForFile);
    connect(page, &SessionPage::demoRequested, this, &MainWindow::openDemo);
    connect(&page->document(), &Document::saved, this, [this] {
        if (quitting_) {
            closeNextUnsaved();
        }
    });
    connect(page, &SessionPage::saveAbandoned, this, [this] { quitting_ = false; });
    tabs_->setCurrentIndex(index);
    updatePage(page);
    page->focusAddress();
    return page;
}

SessionPage* MainWindow::pageForNew()
{
    SessionPage* page = currentPage();
    return page && page->document().origin() == Document::Origin::Empty ? page : addPage();
}

void MainWindow::open(const QString& urlOrFile)
{
    if (isAddress(urlOrFile)) {
        pageForNew()->connectTo(urlOrFile);
    } else {
        pageForNew()->openFile(QFileInfo(urlOrFile).absoluteFilePath());
    }
}

void MainWindow::openDemo()
{
    if (!options_.demo) {
        return;
    }
    const auto url = options_.demo();
    if (!url) {
        notifications_->show({Notification::Kind::Error,
                              tr("The demo server did not start"),
                              {QString::fromStdString(url.error().message())},
                              {}});
        return;
    }
    startDemo([this] { return pageForNew(); }, *url);
}

void MainWindow::closePage(SessionPage* page)
{
    if (!page->document().isUnsaved()) {
        removePage(page);
        return;
    }
    askAboutUnsaved(page, [this, page] { removePage(page); });
}

void MainWindow::askAboutUnsaved(SessionPage* page, const std::function<void()>& then)
{
    tabs_->setCurrentWidget(page);
    const Document& document = page->document();
    auto* dialog = new UnsavedDialog(
        page->title(),
        document.isRecordingUnsaved() ? std::optional(document.recordingSize()) : std::nullopt,
        this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &UnsavedDialog::saveChosen, page, [this, page, then] {
        connect(&page->document(), &Document::saved, page, then, Qt::SingleShotConnection);
        page->save();
    });
    connect(dialog, &UnsavedDialog::discardChosen, page, [page, then] {
        page->document().discard();
        then();
    });
    connect(dialog, &QDialog::rejected, this, [this] { quitting_ = false; });
    dialog->open();
}

void MainWindow::removePage(SessionPage* page)
{
    tabs_->removeTab(tabs_->indexOf(page));
    page->hide();
    page->deleteLater();
    if (tabs_->count() == 0 && !quitting_) {
        addPage();
    }
}

void MainWindow::updatePage(SessionPage* page)
{
    const int index = tabs_->indexOf(page);
    if (index < 0) {
        return;
    }
    const StateLook look = page->look();
    const QString mark = page->document().isUnsaved() ? QStringLiteral("  •") : QString();
    tabs_->setTabText(index, page->title().replace(QLatin1Char('&'), QLatin1String("&&")) + mark);
    tabs_->setTabIcon(index, style::icon(look.icon, style::inkOf(look.tone)));
    tabs_->setTabToolTip(index, page->document().isUnsaved()
                                    ? tr("%1: %2, not saved").arg(page->title(), look.word)
                                    : tr("%1: %2").arg(page->title(), look.word));
    if (page == currentPage()) {
        updateActions();
    }
}

void MainWindow::updateActions()
{
    SessionPage* page = currentPage();
    if (!page) {
        return;
    }
    using State = session::Session::State;
    const State state = page->document().state();
    const bool file = page->document().origin() == Document::Origin::File;
    const bool idle = state == State::Idle || state == State::Closed;
    action(ActionId::Connect)->setEnabled(idle && !file);
    action(ActionId::Options)->setEnabled(idle && !file);
    action(ActionId::Disconnect)->setEnabled(state == State::Open || state == State::Connecting);
    action(ActionId::CloseWithCode)->setEnabled(state == State::Open);
    action(ActionId::Drop)->setEnabled(!idle);
    for (const ActionId id : {ActionId::Save, ActionId::SaveAs, ActionId::Export}) {
        action(id)->setEnabled(page->document().timeline() != nullptr);
    }
    const bool frames = page->filterBar().view() == timeline::View::Frames;
    action(frames ? ActionId::Frames : ActionId::Messages)->setChecked(true);
    const present::TimeFormat format = page->model().timeFormat();
    action(format == present::TimeFormat::TimeOfDay       ? ActionId::TimeOfDay
           : format == present::TimeFormat::SincePrevious ? ActionId::SincePrevious
                                                          : ActionId::SinceStart)
        ->setChecked(true);
    action(ActionId::FoldHeartbeats)->setChecked(page->model().isFolding());
    setWindowTitle(page->title() + QStringLiteral(" — Framescope"));
}

void MainWindow::run(ActionId id)
{
    switch (id) {
    case ActionId::NewTab:
        addPage();
        break;
    case ActionId::Open:
        askForFile();
        break;
    case ActionId::Quit:
        close();
        break;
    case ActionId::NextTab:
    case ActionId::PreviousTab: {
        const int step = id == ActionId::NextTab ? 1 : tabs_->count() - 1;
        tabs_->setCurrentIndex((tabs_->currentIndex() + step) % tabs_->count());
        break;
    }
    case ActionId::ThemeSystem:
        chooseTheme(style::ThemeChoice::System);
        break;
    case ActionId::ThemeLight:
        chooseTheme(style::ThemeChoice::Light);
        break;
    case ActionId::ThemeDark:
        chooseTheme(style::ThemeChoice::Dark);
        break;
    case ActionId::Demo:
        openDemo();
        break;
    case ActionId::About: {
        auto* about = new AboutDialog(this);
        about->setAttribute(Qt::WA_DeleteOnClose);
        about->open();
        break;
    }
    default:
        if (SessionPage* page = currentPage()) {
            runOnPage(id, *page);
        }
    }
}

void MainWindow::runOnPage(ActionId id, SessionPage& page)
{
    switch (id) {
    case ActionId::Save:
        page.save();
        break;
    case ActionId::SaveAs:
        page.saveAs();
        break;
    case ActionId::Export:
        page.exportEvents();
        break;
    case ActionId::CloseTab:
        closePage(&page);
        break;
    case ActionId::Connect:
        page.connectToAddress();
        break;
    case ActionId::Disconnect:
        page.disconnectNormally();
        break;
    case ActionId::CloseWithCode:
        page.askForClose();
        break;
    case ActionId::Drop:
        page.dropConnection();
        break;
    case ActionId::Options:
        page.askForOptions();
        break;
    case ActionId::GoToAddress:
        page.focusAddress();
        break;
    case ActionId::GoToFilter:
        page.focusFilter();
        break;
    case ActionId::FilterHelp:
        page.filterBar().showHelp();
        break;
    case ActionId::GoToTimeline:
        page.focusTimeline();
        break;
    case ActionId::GoToDetails:
        page.focusDetails();
        break;
    case ActionId::Compare:
        page.showDetails();
        page.details().setCurrentTab(DetailsPane::Diff);
        break;
    case ActionId::GoToComposer:
        page.focusComposer();
        break;
    case ActionId::GoToOverview:
        page.focusOverview();
        break;
    case ActionId::GoToNewest:
        page.timelineView().setFollowing(true);
        break;
    case ActionId::Messages:
        page.filterBar().setView(timeline::View::Messages);
        break;
    case ActionId::Frames:
        page.filterBar().setView(timeline::View::Frames);
        break;
    case ActionId::Statistics:
        page.toggleStatistics();
        break;
    case ActionId::SinceStart:
        page.model().setTimeFormat(present::TimeFormat::SinceStart);
        break;
    case ActionId::FoldHeartbeats:
        settings_.setFolding(action(id)->isChecked());
        page.model().setFolding(action(id)->isChecked());
        break;
    case ActionId::TimeOfDay:
        page.model().setTimeFormat(present::TimeFormat::TimeOfDay);
        break;
    case ActionId::SincePrevious:
        page.model().setTimeFormat(present::TimeFormat::SincePrevious);
        break;
    default:
        page.timelinePane().run(id);
        page.notes().run(id);
    }
}

void MainWindow::fillRecentFiles()
{
    recent_->clear();
    const QStringList files = settings_.recentFiles();
    for (const QString& file : files) {
        recent_
            ->addAction(style::icon(QStringLiteral("file")), QFileInfo(file).fileName(), this,
                        [this, file] { open(file); })
            ->setToolTip(file);
    }
    if (files.isEmpty()) {
        recent_->addAction(tr("No recent files"))->setEnabled(false);
        return;
    }
    recent_->addSeparator();
    recent_->addAction(tr("&Clear"), this, [this] { settings_.clearRecentFiles(); });
}

void MainWindow::askForFile()
{
    const QStringList recent = settings_.recentFiles();
    auto* dialog = new QFileDialog(this, tr("Open a recording"),
                                   recent.isEmpty() ? QDir::homePath()
                                                    : QFileInfo(recent.first()).absolutePath(),
                                   tr("Captures (*.pcapng *.pcap *.cap);;All files (*)"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& files) {
        for (const QString& file : files) {
            open(file);
        }
    });
    dialog->open();
}

void MainWindow::chooseTheme(style::ThemeChoice choice)
{
    settings_.setTheme(choice);
    action(choice == style::ThemeChoice::Light  ? ActionId::ThemeLight
           : choice == style::ThemeChoice::Dark ? ActionId::ThemeDark
                                                : ActionId::ThemeSystem)
        ->setChecked(true);
    if (options_.chooseTheme) {
        options_.chooseTheme(choice);
    }
}

void MainWindow::offerLeftBehind()
{
    const auto left = folder_.leftBehind();
    if (left.empty()) {
        return;
    }
    QStringList paths;
    for (const auto& recording : left) {
        paths += recording.path;
    }
    const auto openAll = [this, paths] {
        for (const QString& path : paths) {
            pageForNew()->openLeftBehind(path);
        }
    };
    const auto discardAll = [this, paths] {
        for (const QString& path : paths) {
            if (folder_.adopt(path)) {
                folder_.release(path, true);
            }
        }
    };
    notifications_->show(recoveryOffer(left, openAll, discardAll));
}

SessionPage* MainWindow::firstUnsaved() const
{
    for (int i = 0; i < tabs_->count(); ++i) {
        if (page(i)->document().isUnsaved()) {
            return page(i);
        }
    }
    return nullptr;
}

void MainWindow::closeNextUnsaved()
{
    if (SessionPage* page = firstUnsaved()) {
        askAboutUnsaved(page, [this, page] {
            removePage(page);
            closeNextUnsaved();
        });
        return;
    }
    close();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (firstUnsaved()) {
        event->ignore();
        if (!quitting_) {
            quitting_ = true;
            closeNextUnsaved();
        }
        return;
    }
    settings_.setWindowGeometry(saveGeometry());
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls()) {
        event->acceptProposedAction();
    }
}

void MainWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    for (const QUrl& url : event->mimeData()->urls()) {
        open(url.isLocalFile() ? url.toLocalFile() : QString::fromUtf8(url.toEncoded()));
    }
}

} // namespace framescope::ui

// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window/main_window.h"

#include "ui/collection/collection_pane.h"
#include "ui/connect/address_bar.h"
#include "ui/page/connection_control.h"
#include "ui/page/page_panes.h"
#include "ui/page/session_page.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/style/plain_text_guard.h"
#include "ui/timeline/table/timeline_columns.h"
#include "ui/timeline/table/timeline_view.h"
#include "ui/widgets/error_text.h"
#include "ui/widgets/notification_bar.h"
#include "ui/window/closing.h"
#include "ui/window/collection_control.h"
#include "ui/window/demo_guide.h"
#include "ui/window/edit_commands.h"
#include "ui/window/opener.h"
#include "ui/window/page_actions.h"
#include "ui/window/page_tabs.h"
#include "ui/window/recovery.h"
#include "ui/window/scenario_control.h"
#include "ui/window/side_bar.h"
#include "ui/window/task_tabs.h"
#include "ui/window/window_dialogs.h"

#include <QAction>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QGuiApplication>
#include <QMenu>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QSessionManager>
#include <QSignalBlocker>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr qsizetype LongestFileName = 60; // in a menu
constexpr int SideBarNeedsWidth = 1180;   ///< pixels of the screen

/// The folder in which sessions are recorded; empty: the default. A chosen folder that does not
/// exist is ignored.
QString chosenFolder(const WindowOptions& options, const Settings& settings)
{
    const QString chosen = settings.preferences().recordingsFolder;
    return options.recordingsFolder.isEmpty() && QFileInfo(chosen).isDir()
               ? chosen
               : options.recordingsFolder;
}

/// The size that a window can have on its screen, without its frame.
QSize spaceOnScreen(const QWidget& window)
{
    constexpr QSize Frame(16, 48);
    return window.screen()->availableSize() - Frame;
}

} // namespace

MainWindow::MainWindow(WindowOptions options, QWidget* parent)
    : QMainWindow(parent), options_(std::move(options)),
      settings_(options_.settingsFile.isEmpty() ? Settings() : Settings(options_.settingsFile)),
      folder_(chosenFolder(options_, settings_)), notifications_(new NotificationBar),
      notOpened_(new NotificationBar), tabs_(new PageTabs), connections_(new CollectionPane),
      opener_(new Opener(
          *tabs_, *notOpened_, [this] { return pageForNew(); }, this)),
      dialogs_(new WindowDialogs(*this, settings_, folder_.folder()))
{
    style::PlainTextGuard::install();
    setWindowTitle(QStringLiteral("Framescope"));
    setAcceptDrops(true);
    resize(QSize(1280, 820).boundedTo(spaceOnScreen(*this)));
    restoreGeometry(settings_.windowGeometry());
    resize(size().boundedTo(spaceOnScreen(*this)));

    actions_ = std::make_unique<Actions>(*menuBar(), this, [this](ActionId id) { run(id); });
    recent_ = new QMenu(tr("Open &recent"), this);
    QMenu* file = actions_->menu(QStringLiteral("&File"));
    file->insertMenu(file->actions().value(3), recent_);
    connect(recent_, &QMenu::aboutToShow, this, &MainWindow::fillRecentFiles);
    auto* examples = new QMenu(tr("E&xample scenarios"), this);
    file->insertMenu(file->actions().value(2), examples);
    connect(examples, &QMenu::aboutToShow, this,
            [this, examples] { scenarios_->fillExamples(*examples); });
    auto* columns = new QMenu(tr("&Columns"), this);
    actions_->menu(QStringLiteral("&View"))->addMenu(columns);
    connect(columns, &QMenu::aboutToShow, this, [this, columns] {
        columns->clear();
        currentPage()->timelineView().columns().fillMenu(*columns);
    });
    for (const auto* menu : {"&Session", "&View"}) {
        connect(actions_->menu(QLatin1String(menu)), &QMenu::aboutToShow, this,
                &MainWindow::updateActions);
    }
    connect(actions_->menu(QStringLiteral("&Edit")), &QMenu::aboutToShow, this,
            [this] { updateEditCommands(*actions_); });
    for (const PaneRow& pane : paneTable()) {
        if (spaceOnScreen(*this).height() < pane.needsHeight) {
            settings_.hidePaneByDefault(QLatin1String(pane.name));
        }
        action(pane.shows)->setChecked(settings_.isPaneShown(QLatin1String(pane.name)));
    }

    connect(tabs_, &PageTabs::newTabRequested, this, [this] { run(ActionId::NewTab); });
    connect(tabs_, &PageTabs::closeRequested, this, &MainWindow::closePage);
    connect(tabs_, &QTabWidget::currentChanged, this, &MainWindow::updateActions);

    auto* work = new QWidget;
    auto* column = style::column(work);
    column->addWidget(notifications_);
    column->addWidget(notOpened_);
    column->addWidget(tabs_, 1);
    sideBar_ = new SideBar(*connections_, *work, settings_,
                           spaceOnScreen(*this).width() >= SideBarNeedsWidth);
    action(ActionId::ShowCollection)->setChecked(sideBar_->isShown());
    setCentralWidget(sideBar_);

    connect(dialogs_, &WindowDialogs::preferencesChanged, this, &MainWindow::usePreferences);
    connect(dialogs_, &WindowDialogs::demoRequested, this, &MainWindow::openDemo);
    connect(dialogs_, &WindowDialogs::filterHelpRequested, this,
            [this] { run(ActionId::FilterHelp); });
    connect(qGuiApp, &QGuiApplication::commitDataRequest, this, [this](QSessionManager& desktop) {
        if (!mayDesktopEnd(desktop.allowsInteraction())) {
            desktop.cancel();
        }
    });

    collection_ = new CollectionControl(
        {*connections_, *tabs_, *notifications_, settings_, [this] { return pageForNew(); }},
        options_.collectionFolder, options_.forgetsSecrets, *this);
    scenarios_ = new ScenarioControl(
        {*tabs_, settings_, collection_->variables(), [this] { return pageForNew(); },
         [this](const QString& file, const auto& values) { tasks_->serve(file, values); },
         options_.demo},
        *this);
    opener_->setScenarios([this](const QString& file) { scenarios_->open(file); });
    tasks_ = new TaskTabs(*this, *tabs_, collection_->variables());
    usePreferences(); // first, since column widths depend on the font
    addPage();
    auto* recovery = new Recovery(folder_, *notifications_, *this,
                                  [this](const QString& recording) { openLeftBehind(recording); });
    recovery->offer();
}

MainWindow::~MainWindow()
{
    // All pages, even those to be deleted later, use the folder and the settings.
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
    return tabs_->page(index);
}

SessionPage* MainWindow::addPage()
{
    auto* page = new SessionPage(folder_, settings_);
    page->setVariables(collection_->variables());
    page->connection().setCookieJars(collection_->cookieJars());
    connect(page, &SessionPage::saveConnectionRequested, collection_,
            &CollectionControl::saveForMessage);
    connect(page, &SessionPage::changed, this, [this, page] {
        tabs_->refresh(page);
        if (page == currentPage()) {
            updateActions();
        }
    });
    scenarios_->addTo(*page);
    connect(page, &SessionPage::actionRequested, this, &MainWindow::run);
    connect(page, &SessionPage::openFailed, this, [this, page](const Notification& why) {
        removePage(page); // it is empty
        opener_->tellFailure(why);
    });
    tabs_->add(page);
    page->addressBar().focusAddress();
    return page;
}

SessionPage* MainWindow::pageForNew()
{
    SessionPage* page = currentPage();
    return page && page->isEmpty() ? page : addPage();
}

void MainWindow::openAll(const QStringList& urlsOrFiles)
{
    opener_->open(urlsOrFiles);
}

void MainWindow::openLeftBehind(const QString& recording)
{
    SessionPage* page = pageForNew();
    if (!page->openLeftBehind(recording)) {
        removePage(page); // another window has taken it
    }
}

void MainWindow::openDemo()
{
    if (!options_.demo) {
        return;
    }
    options_.demo([self = QPointer(this)](const Result<QString>& url) {
        if (!self) {
            return;
        }
        if (url) {
            startDemo([self] { return self->pageForNew(); }, *url);
        } else {
            self->notifications_->show(Notification::of(Notification::Kind::Error,
                                                        tr("The demo server did not start"),
                                                        {errorText(url.error())}));
        }
    });
}

void MainWindow::closePage(SessionPage* page)
{
    const QList<Closing*> underWay = findChildren<Closing*>();
    if (std::ranges::any_of(underWay, [page](Closing* one) { return one->concerns(page); })) {
        return;
    }
    if (!Closing::isNeeded({page})) {
        removePage(page);
        return;
    }
    tabs_->setCurrentWidget(page);
    auto* closing = new Closing(
        [page = QPointer(page)] {
            return page ? QList<SessionPage*>{page} : QList<SessionPage*>{};
        },
        *this);
    connect(closing, &Closing::finished, page, [this, page, closing] {
        if (closing->discarded().contains(page)) {
            page->document().discard();
        }
        removePage(page);
    });
    follow(*closing);
}

void MainWindow::beginQuitting()
{
    qDeleteAll(findChildren<Closing*>()); // those of single tabs, which this one includes
    quitting_ = new Closing([this] { return tabs_->pages(); }, *this);
    connect(quitting_, &Closing::finished, this, [this] {
        for (SessionPage* page : quitting_->discarded()) {
            page->document().discard();
        }
        close();
    });
    follow(*quitting_);
}

void MainWindow::follow(Closing& closing)
{
    connect(&closing, &Closing::finished, &closing, &QObject::deleteLater);
    connect(&closing, &Closing::abandoned, this, [this, &closing](SessionPage* page) {
        if (quitting_ == &closing) {
            quitting_.clear();
        }
        closing.deleteLater();
        if (page) {
            tabs_->setCurrentWidget(page);
        }
    });
    closing.start();
}

bool MainWindow::mayDesktopEnd(bool allowsQuestions)
{
    if (!allowsQuestions || !Closing::isNeeded(tabs_->pages())) {
        return true;
    }
    if (!quitting_) {
        beginQuitting();
    }
    return false;
}

void MainWindow::removePage(SessionPage* page)
{
    tabs_->removeTab(tabs_->indexOf(page));
    page->hide();
    page->deleteLater();
    if (tabs_->count() == 0) {
        addPage();
    }
}

void MainWindow::updateActions()
{
    SessionPage* page = currentPage();
    if (!page) {
        return;
    }
    updatePageActions(*actions_, *page);
    setWindowTitle(style::windowTitle(page->title()) + QStringLiteral("[*] — Framescope"));
    setWindowModified(page->isUnsaved());
}

void MainWindow::run(ActionId id)
{
    using enum ActionId;
    const auto goToTab = [this](int step) {
        tabs_->setCurrentIndex((tabs_->currentIndex() + step) % tabs_->count());
    };
    const ActionRuns own{
        {NewTab, [this] { addPage(); }},
        {Open, [this] { opener_->ask(settings_, this); }},
        {NewScenario, [this] { scenarios_->openNew(); }},
        {MakeScenario, [this] { scenarios_->make(*currentPage()); }},
        {Quit, [this] { close(); }},
        {NextTab, [goToTab] { goToTab(1); }},
        {PreviousTab, [this, goToTab] { goToTab(tabs_->count() - 1); }},
        {ThemeSystem, [this] { chooseTheme(style::ThemeChoice::System); }},
        {ThemeLight, [this] { chooseTheme(style::ThemeChoice::Light); }},
        {ThemeDark, [this] { chooseTheme(style::ThemeChoice::Dark); }},
        {ClearAddresses, [this] { clearAddresses(); }},
        {Demo, [this] { openDemo(); }},
        {CloseTab, [this] { closePage(currentPage()); }},
        {SaveConnection, [this] { collection_->saveCurrent(); }},
        {ImportFile, [this] { importCollection(false); }},
        {ImportFolder, [this] { importCollection(true); }},
        {ShowCollection, [this] { showSideBar(action(ActionId::ShowCollection)->isChecked()); }},
        {GoToCollection,
         [this] {
             showSideBar(true);
             connections_->setFocus(Qt::ShortcutFocusReason);
         }},
    };
    if (runAction(own, id) || runEditCommand(id) || dialogs_->run(id) || tasks_->run(id)) {
        return;
    }
    if (const PaneRow* pane = findPane(id, &PaneRow::shows)) {
        showPane(*pane, action(id)->isChecked());
    } else {
        runOnCurrentPage(id);
    }
}

/// What is imported is seen in the side bar.
void MainWindow::importCollection(bool folder)
{
    showSideBar(true);
    emit connections_->importRequested(folder);
}

void MainWindow::runOnCurrentPage(ActionId id)
{
    using enum ActionId;
    const bool finds = id == Find || id == FindNext || id == FindPrevious;
    if (finds && isTakenByFocus(action(id)->shortcut())) {
        return;
    }
    const ActionId place = id == Compare || id == GoToEnding ? GoToDetails
                           : id == SentBefore                ? GoToComposer
                                                             : id;
    if (const PaneRow* pane = findPane(place, &PaneRow::goesTo)) {
        showPane(*pane, true);
    }
    runOnPage(id, *currentPage());
}

void MainWindow::fillRecentFiles()
{
    recent_->clear();
    const QStringList files = settings_.recent(Recent::Files);
    for (const QString& file : files) {
        recent_
            ->addAction(style::icon(QStringLiteral("file")),
                        style::menuText(QFileInfo(file).fileName(), LongestFileName), this,
                        [this, file] { open(file); })
            ->setToolTip(file);
    }
    if (files.isEmpty()) {
        recent_->addAction(tr("No recent files"))->setEnabled(false);
        return;
    }
    recent_->addSeparator();
    recent_->addAction(tr("&Clear"), this, [this] { settings_.clear(Recent::Files); });
}

void MainWindow::clearAddresses()
{
    settings_.clear(Recent::Addresses);
    for (SessionPage* page : tabs_->pages()) {
        page->addressBar().setHistory({});
    }
}

void MainWindow::showSideBar(bool shown)
{
    sideBar_->setShown(shown);
    action(ActionId::ShowCollection)->setChecked(shown);
}

void MainWindow::showPane(const PaneRow& pane, bool shown)
{
    settings_.setPaneShown(QLatin1String(pane.name), shown);
    action(pane.shows)->setChecked(shown);
    for (int i = 0; i < tabs_->count(); ++i) {
        page(i)->panes().arrange();
    }
}

void MainWindow::usePreferences()
{
    const Preferences chosen = settings_.preferences();
    style::setFontSize(chosen.fontSize);
    chooseTheme(chosen.theme);
}

void MainWindow::chooseTheme(style::ThemeChoice choice)
{
    Preferences chosen = settings_.preferences();
    chosen.theme = choice;
    settings_.setPreferences(chosen);
    action(choice == style::ThemeChoice::Light  ? ActionId::ThemeLight
           : choice == style::ThemeChoice::Dark ? ActionId::ThemeDark
                                                : ActionId::ThemeSystem)
        ->setChecked(true);
    if (options_.chooseTheme) {
        options_.chooseTheme(choice);
    }
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    constexpr int Low = 500; // pixels
    QMainWindow::resizeEvent(event);
    for (NotificationBar* bar : {notifications_, notOpened_}) {
        bar->setLow(height() < Low);
    }
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    const bool asked = quitting_ && quitting_->isDone();
    if (!asked && Closing::isNeeded(tabs_->pages())) {
        event->ignore();
        if (!quitting_) {
            beginQuitting();
        }
        return;
    }
    settings_.setWindowGeometry(saveGeometry());
    sideBar_->saveLayout();
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
    QStringList dropped;
    for (const QUrl& url : event->mimeData()->urls()) {
        dropped += url.isLocalFile() ? url.toLocalFile() : QString::fromUtf8(url.toEncoded());
    }
    openAll(dropped);
}

} // namespace framescope::ui

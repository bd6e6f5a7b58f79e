using AuthMethods.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AuthMethods.Messages;

/// <summary>
/// Sends queued messages, those of other replicas too if they don't. A message that cannot be sent is tried again, at longer and longer
/// intervals, until it expires. A server that stops first ends what it is sending; after one that is killed the receiver may get a message
/// again, under the same id.
/// </summary>
internal sealed partial class MessageDelivery(
    IDbContextFactory<AuthDb> contexts, Writer writer, MessageQueue queue, TimeProvider time, DatabaseEngine database, DatabaseOutage outage,
    ILogger<MessageDelivery> logger) : BackgroundService
{
    private const int MaxAtOnce = 8;
    private const int BatchSize = 100;

    /// <summary>How often the queue is read without being told that there is something in it.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    /// <summary>For how long nobody else tries a message. Longer than an attempt takes.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(45);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var places = new SemaphoreSlim(MaxAtOnce);
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var due = await DueAsync(stoppingToken);
                foreach (var message in due)
                {
                    await places.WaitAsync(stoppingToken);
                    _ = DeliverAsync(message, places);
                }

                if (due.Count < BatchSize) await queue.WaitAsync(Interval, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }

        // Attempts that have begun end.
        for (var i = 0; i < MaxAtOnce; i++) await places.WaitAsync(CancellationToken.None);
    }

    private async Task DeliverAsync(MessageRow message, SemaphoreSlim places)
    {
        try
        {
            await AttemptAsync(message);
        }
#pragma warning disable CA1031 // The next attempt is made when the lease ends.
        catch (Exception e)
#pragma warning restore CA1031
        {
            Report(e);
        }
        finally
        {
            places.Release();
        }
    }

    private async Task AttemptAsync(MessageRow message)
    {
        var lease = time.NowOf(message.TenantId) + Lease;
        if (!await SetAsync(message, message.DueDateTime!.Value, MessageState.Queued, lease, attempts: 1)) return;
        try
        {
            using var cancellation = new CancellationTokenSource(Timeout);
            var sender = queue.SenderOf(message.Channel) ?? throw new NotSupportedException("No sender is configured for this channel.");
            await sender.SendAsync(
                new(message.Id, message.TenantId, message.CreatedDateTime, message.ExpiresDateTime, queue.Read(message)!), cancellation.Token);
        }
        catch (MessageRefusedException e)
        {
            Log.Refused(logger, message.Channel, message.Id, e.Message);
            await SetAsync(message, lease, MessageState.Failed, due: null);
            return;
        }
#pragma warning disable CA1031 // Whatever the reason is, the message is tried again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var next = time.NowOf(message.TenantId) + PauseAfter(message.Attempts);
            Log.Failed(logger, message.Channel, message.Id, message.Attempts + 1, ReasonOf(e));
            await SetAsync(message, lease, MessageState.Queued, next);
            return;
        }

        await SetAsync(message, lease, MessageState.Sent, due: null);
    }

    /// <summary>Changes a queued message, unless another replica has taken it since it was due at <paramref name="was"/>.</summary>
    private Task<bool> SetAsync(MessageRow message, DateTimeOffset was, MessageState state, DateTimeOffset? due, int attempts = 0) =>
        writer.RunAsync(message.TenantId, AuditTrail.Server(time), change => change.UnrecordedAsync(async () =>
        {
            var row = change.Set<MessageRow>().Where(m => m.Id == message.Id && m.State == MessageState.Queued && m.DueDateTime == was);
            return await row.ExecuteUpdateAsync(m => m
                .SetProperty(x => x.State, state)
                .SetProperty(x => x.DueDateTime, due)
                .SetProperty(x => x.Attempts, x => x.Attempts + attempts)
                .SetProperty(x => x.EncryptedContent, x => state == MessageState.Queued ? x.EncryptedContent : "")) == 1;
        }));

    private async Task<List<MessageRow>> DueAsync(CancellationToken cancellation)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellation);
            // One queue for all tenants; each message is then changed within its own.
            var moved = time.MovedTenants();
            var due = await Due(db, time.NowOf(Guid.Empty)).Where(m => !moved.Contains(m.TenantId)).ToListAsync(cancellation);
            foreach (var tenant in moved) due.AddRange(await Due(db, time.NowOf(tenant)).Where(m => m.TenantId == tenant).ToListAsync(cancellation));
            return due;
        }
#pragma warning disable CA1031 // If the database is unavailable, the next round tries again; the server must not stop for this.
        catch (Exception e) when (!cancellation.IsCancellationRequested)
#pragma warning restore CA1031
        {
            Report(e);
            return [];
        }
    }

    private static IQueryable<MessageRow> Due(AuthDb db, DateTimeOffset now) => db.Set<MessageRow>().IgnoreQueryFilters().AsNoTracking()
        .Where(m => m.DueDateTime <= now && m.ExpiresDateTime > now && m.State == MessageState.Queued).OrderBy(m => m.DueDateTime).Take(BatchSize);

    private static TimeSpan PauseAfter(int earlierAttempts)
    {
        var pause = TimeSpan.FromSeconds(1 << Math.Min(earlierAttempts, 10));
        return pause < LongestPause ? pause : LongestPause;
    }

    /// <summary>Without the texts of libraries, which may repeat what they got.</summary>
    private static string ReasonOf(Exception e) => e switch
    {
        OperationCanceledException => $"no answer within {Timeout.TotalSeconds:0} seconds",
        HttpRequestException { InnerException: null } or IOException { InnerException: null } or NotSupportedException => e.Message,
        _ => e.GetBaseException().GetType().Name,
    };

    private void Report(Exception e)
    {
        if (database.IsUnavailable(e)) outage.Report(e);
        else Log.Broken(logger, e);
    }

    private static partial class Log
    {
        [LoggerMessage(60, LogLevel.Warning, "A message by {Channel} ({Id}) could not be sent at attempt {Attempt} and is tried again: {Reason}")]
        public static partial void Failed(ILogger logger, MessageChannel channel, Guid id, int attempt, string reason);

        [LoggerMessage(61, LogLevel.Warning, "A message by {Channel} ({Id}) was refused and is not tried again: {Reason}")]
        public static partial void Refused(ILogger logger, MessageChannel channel, Guid id, string reason);

        [LoggerMessage(62, LogLevel.Error, "Messages cannot be read from the database or marked as sent")]
        public static partial void Broken(ILogger logger, Exception exception);
    }
}

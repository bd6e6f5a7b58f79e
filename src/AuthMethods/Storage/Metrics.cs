using System.Diagnostics.Metrics;

namespace AuthMethods.Storage;

/// <summary>The program's own metrics. No tag names a user, a tenant or a value of a request.</summary>
internal sealed class Metrics
{
    public const string MeterName = "AuthMethods";

    private readonly Counter<long> _requests;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _signIns;
    private readonly Counter<long> _lockouts;
    private readonly UpDownCounter<int> _queue;
    private readonly Histogram<int> _commits;

    public Metrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _requests = meter.CreateCounter<long>("authmethods.requests", "{request}", "Requests by operation and outcome.");
        _refusals = meter.CreateCounter<long>("authmethods.refusals", "{request}", "Refused requests by reason, throttled ones among them.");
        _signIns = meter.CreateCounter<long>("authmethods.sign_ins", "{sign_in}", "Sign-ins at the built-in authority by protocol and error code; 0 is success.");
        _lockouts = meter.CreateCounter<long>("authmethods.lockouts", "{lockout}", "Lockouts after too many wrong guesses.");
        _queue = meter.CreateUpDownCounter<int>("authmethods.writer.queue", "{change}", "Changes that wait for the writer of SQLite.");
        _commits = meter.CreateHistogram<int>("authmethods.writer.commit.size", "{change}", "Changes in one commit of SQLite.");
    }

    /// <summary>Whether anybody listens: the tags of a request are not made otherwise.</summary>
    public bool CountsRequests => _requests.Enabled;

    /// <param name="operation">The verb and the route, such as <c>GET {version}/users/{user}</c>.</param>
    /// <param name="status">The status of the answer.</param>
    public void Answered(string operation, int status) => _requests.Add(1, new("operation", operation), new("outcome", status switch
    {
        < 400 => "ok",
        401 or 403 => "refused",
        429 => "throttled",
        < 500 => "client_error",
        503 => "unavailable",
        _ => "server_error",
    }));

    public void Refused(string reason, int status) => _refusals.Add(1, new("reason", reason), new("status", status));

    public void SignedIn(string protocol, int errorCode) => _signIns.Add(1, new("protocol", protocol), new("error", errorCode));

    public void LockedOut() => _lockouts.Add(1);

    public void Queued() => _queue.Add(1);

    public void Committed(int changes)
    {
        _queue.Add(-changes);
        _commits.Record(changes);
    }
}

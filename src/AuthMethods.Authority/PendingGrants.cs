using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Authority;

/// <summary>
/// Codes that clients haven't redeemed yet. They are kept in memory, because the authority is for development: after a restart, clients
/// start over. When there are too many, of one source or in total, the oldest goes.
/// </summary>
internal sealed class PendingGrants(TimeProvider time)
{
    public static readonly TimeSpan DeviceCodeLifetime = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    /// <summary>The devices that one source may have waiting.</summary>
    internal const int MaxOfSource = 100;

    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);
    private const int MaxPending = 10_000;

    // No vowels, to avoid words, and no letters that look like digits.
    private const string UserCodeLetters = "BCDFGHJKLMNPQRSTVWXZ";

    private readonly Lock _lock = new();
    private readonly OrderedDictionary<string, AuthorizationCode> _codes = new(StringComparer.Ordinal);
    private readonly OrderedDictionary<string, DeviceCode> _devices = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _devicesBySource = new(StringComparer.Ordinal);

    /// <summary>Creates a code for a client whose user has signed in.</summary>
    public string Add(AuthorizationCode grant)
    {
        var code = NewCode();
        lock (_lock)
        {
            if (_codes.Count >= MaxPending) _codes.RemoveAt(0);
            _codes[code] = grant with { Until = time.GetUtcNow() + CodeLifetime };
        }

        return code;
    }

    /// <summary>Redeems a code once; null if it is unknown or expired.</summary>
    public AuthorizationCode? Redeem(string code)
    {
        lock (_lock) return _codes.Remove(code, out var grant) && time.GetUtcNow() < grant.Until ? grant : null;
    }

    /// <summary>Creates the codes for a device and its user.</summary>
    /// <param name="request">What the device asked for.</param>
    /// <param name="source">The address that it asked from.</param>
    public DeviceCode Add(DeviceRequest request, string source)
    {
        var device = new DeviceCode(NewCode(), NewUserCode(), request, source, time.GetUtcNow() + DeviceCodeLifetime);
        lock (_lock)
        {
            if (_devicesBySource.GetValueOrDefault(source) >= MaxOfSource) Forget(_devices.Values.First(d => d.Source == source));
            else if (_devices.Count >= MaxPending) Forget(_devices.GetAt(0).Value);
            _devices[device.Code] = device;
            _devicesBySource[source] = _devicesBySource.GetValueOrDefault(source) + 1;
        }

        return device;
    }

    /// <summary>The device with a code, even if it has expired.</summary>
    public DeviceCode? Find(string code)
    {
        lock (_lock) return _devices.GetValueOrDefault(code);
    }

    /// <summary>The device with a user code that is still unanswered; case and separators don't matter.</summary>
    public DeviceCode? FindByUserCode(string text)
    {
        var code = string.Concat(text.Where(char.IsAsciiLetter)).ToUpperInvariant();
        lock (_lock) return _devices.Values.FirstOrDefault(d => d.UserCode == code && d.By is null && !d.IsDeclined && !IsExpired(d));
    }

    public bool IsExpired(DeviceCode device) => time.GetUtcNow() >= device.Until;

    /// <summary>Removes a code. If several clients poll at the same time, only one gets the tokens.</summary>
    public bool Remove(DeviceCode device)
    {
        lock (_lock) return Forget(device);
    }

    /// <summary>Records that a client polled; true if it did so too soon after the last time.</summary>
    public bool IsTooSoon(DeviceCode device)
    {
        var now = time.GetUtcNow();
        // Allow for inexact timers of clients.
        var isTooSoon = now - device.LastPoll < PollInterval - TimeSpan.FromSeconds(1);
        device.LastPoll = now;
        return isTooSoon;
    }

    private bool Forget(DeviceCode device)
    {
        if (!_devices.Remove(device.Code)) return false;
        if (--_devicesBySource[device.Source] == 0) _devicesBySource.Remove(device.Source);
        return true;
    }

    private static string NewCode() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    private static string NewUserCode() => RandomNumberGenerator.GetString(UserCodeLetters, 8);
}

/// <summary>An authorization code and the request it was issued for.</summary>
/// <param name="ApplicationId">The client.</param>
/// <param name="RedirectUri">The address that the code was sent to.</param>
/// <param name="Scope">The requested scope.</param>
/// <param name="Challenge">The PKCE code challenge: the Base64Url-encoded SHA-256 of the client's code verifier.</param>
/// <param name="Nonce">The nonce to return in the id token.</param>
/// <param name="By">The user who signed in.</param>
internal sealed record AuthorizationCode(Guid ApplicationId, string RedirectUri, string Scope, string Challenge, string? Nonce, SignedIn By)
{
    public DateTimeOffset Until { get; init; }
}

/// <summary>What a device asks for.</summary>
/// <param name="Tenant">The tenant's id, or the alias in the path.</param>
/// <param name="ApplicationId">The client.</param>
/// <param name="ApplicationName">The client's name, for the page.</param>
/// <param name="TenantName">The tenant's name, for the page; null for an alias.</param>
/// <param name="Scope">The requested scope.</param>
internal sealed record DeviceRequest(string Tenant, Guid ApplicationId, string ApplicationName, string? TenantName, string Scope);

/// <summary>A device that waits for its user to sign in on another one.</summary>
/// <param name="Code">The code that the device polls with.</param>
/// <param name="UserCode">The code that the user types.</param>
/// <param name="Request">What the device asks for.</param>
/// <param name="Source">The address that it asked from.</param>
/// <param name="Until">When both codes expire.</param>
internal sealed record DeviceCode(string Code, string UserCode, DeviceRequest Request, string Source, DateTimeOffset Until)
{
    public DateTimeOffset LastPoll { get; set; }

    /// <summary>The user who signed in; null until then.</summary>
    public SignedIn? By { get; set; }

    public bool IsDeclined { get; set; }
}

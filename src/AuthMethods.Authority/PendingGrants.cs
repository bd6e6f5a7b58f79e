using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace AuthMethods.Authority;

/// <summary>
/// Codes that clients have and have not yet redeemed. They are kept in memory: the authority is for development, and whoever waits
/// through a restart begins anew.
/// </summary>
internal sealed class PendingGrants(TimeProvider time)
{
    public static readonly TimeSpan DeviceCodeLifetime = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(10);
    private const int MaxPending = 10_000;

    // Neither vowels, which make words, nor letters that are taken for digits.
    private const string UserCodeLetters = "BCDFGHJKLMNPQRSTVWXZ";

    private readonly ConcurrentDictionary<string, AuthorizationCode> _codes = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, DeviceCode> _devices = new(StringComparer.Ordinal);

    /// <summary>A code for a client whose user has signed in.</summary>
    public string Add(AuthorizationCode grant)
    {
        MakeRoom(_codes, c => c.Until);
        var code = NewCode();
        _codes[code] = grant with { Until = time.GetUtcNow() + CodeLifetime };
        return code;
    }

    /// <summary>What a code stands for, once; null when it stands for nothing or no longer.</summary>
    public AuthorizationCode? Redeem(string code) => _codes.TryRemove(code, out var grant) && time.GetUtcNow() < grant.Until ? grant : null;

    /// <summary>Codes for a device and its user.</summary>
    public DeviceCode Add(string tenant, Guid applicationId, string scope)
    {
        MakeRoom(_devices, d => d.Until);
        var device = new DeviceCode(NewCode(), NewUserCode(), tenant, applicationId, scope, time.GetUtcNow() + DeviceCodeLifetime);
        _devices[device.Code] = device;
        return device;
    }

    /// <summary>The device with a code, also when its time is over.</summary>
    public DeviceCode? Find(string code) => _devices.GetValueOrDefault(code);

    /// <summary>The device whose user reads this code off it and has not answered; as people type it.</summary>
    public DeviceCode? FindByUserCode(string text)
    {
        var code = string.Concat(text.Where(char.IsAsciiLetter)).ToUpperInvariant();
        return _devices.Values.FirstOrDefault(d => d.UserCode == code && d.By is null && !d.IsDeclined && !IsExpired(d));
    }

    public bool IsExpired(DeviceCode device) => time.GetUtcNow() >= device.Until;

    /// <summary>Takes a code off the list; of several who poll at once, one gets the tokens.</summary>
    public bool Remove(DeviceCode device) => _devices.TryRemove(device.Code, out _);

    /// <summary>Notes that a client asked, and says whether it did so too soon after the last time.</summary>
    public bool IsTooSoon(DeviceCode device)
    {
        var now = time.GetUtcNow();
        // Timers of clients are not that exact.
        var isTooSoon = now - device.LastPoll < PollInterval - TimeSpan.FromSeconds(1);
        device.LastPoll = now;
        return isTooSoon;
    }

    private void MakeRoom<T>(ConcurrentDictionary<string, T> pending, Func<T, DateTimeOffset> until)
    {
        if (pending.Count < MaxPending) return;
        var now = time.GetUtcNow();
        foreach (var (code, grant) in pending) if (now >= until(grant)) pending.TryRemove(code, out _);
        if (pending.Count >= MaxPending) throw AuthorityErrors.Unavailable();
    }

    private static string NewCode() => WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(32));

    private static string NewUserCode() => RandomNumberGenerator.GetString(UserCodeLetters, 8);
}

/// <summary>What the user of a client agreed to on the sign-in page.</summary>
/// <param name="ApplicationId">The client.</param>
/// <param name="RedirectUri">Where the client was told the code.</param>
/// <param name="Scope">What it asked for.</param>
/// <param name="Challenge">The SHA-256 of the secret that the client made up, in Base64 for URLs.</param>
/// <param name="Nonce">What the id token repeats.</param>
/// <param name="By">Who signed in.</param>
internal sealed record AuthorizationCode(Guid ApplicationId, string RedirectUri, string Scope, string Challenge, string? Nonce, SignedIn By)
{
    public DateTimeOffset Until { get; init; }
}

/// <summary>A device that waits for its user to sign in somewhere else.</summary>
/// <param name="Code">The device's own.</param>
/// <param name="UserCode">What the user types.</param>
/// <param name="Tenant">As the device's path named it.</param>
/// <param name="ApplicationId">The client.</param>
/// <param name="Scope">What it asked for.</param>
/// <param name="Until">When both codes expire.</param>
internal sealed record DeviceCode(string Code, string UserCode, string Tenant, Guid ApplicationId, string Scope, DateTimeOffset Until)
{
    public DateTimeOffset LastPoll { get; set; }

    /// <summary>Null until the user has.</summary>
    public SignedIn? By { get; set; }

    public bool IsDeclined { get; set; }
}

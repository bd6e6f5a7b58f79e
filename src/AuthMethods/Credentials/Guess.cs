using System.Net;
using System.Net.Sockets;
using AuthMethods.Storage;

namespace AuthMethods.Credentials;

/// <summary>A secret that somebody sent, before it is known whether it is right.</summary>
/// <param name="Kind">What is guessed; each has counters of its own.</param>
/// <param name="User">The user principal name that it is sent for, known or not; null if it names no user.</param>
/// <param name="Secret">What was sent.</param>
/// <param name="Trail">Who sent it, in the audit log.</param>
internal sealed record Guess(GuessKind Kind, string? User, string Secret, AuditTrail Trail)
{
    /// <summary>The user's id; null if there is no user of this name.</summary>
    public Guid? UserId { get; init; }

    /// <summary>
    /// The tenant whose counters are used, by its rules; null for the current one. The empty one is for what is guessed before it is known whose it is:
    /// the counts of a tenant would tell.
    /// </summary>
    public Guid? CountedIn { get; init; }

    /// <summary>The activity that is recorded as failed; null if the caller records it.</summary>
    public AuditActivity? Activity { get; init; }

    /// <summary>The address that it came from. Of an IPv6 address, only the network counts, because a client can choose the rest.</summary>
    public string Source => SourceOf(Trail.IpAddress);

    internal static string SourceOf(string? address)
    {
        if (!IPAddress.TryParse(address, out var ip)) return "";
        if (ip.IsIPv4MappedToIPv6) return ip.MapToIPv4().ToString();
        return ip.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(ip.GetAddressBytes().AsSpan(0, 8)) : ip.ToString();
    }
}

/// <summary>What is guessed. Each kind has counters of its own.</summary>
/// <param name="Name">Its name, part of the counters' keys.</param>
internal sealed record GuessKind(string Name)
{
    /// <summary>What a user signs in with. A right one makes the source known as the user's.</summary>
    public static readonly GuessKind SignIn = new("sign-in") { EndsCount = true };

    /// <summary>Whether a right secret ends the count. It must not if there are others to guess, which the right one says nothing about.</summary>
    public bool EndsCount { get; init; }

    /// <summary>Whether wrong ones also count for the source that they come from, over all users.</summary>
    public bool CountsForSource { get; init; } = true;
}

/// <summary>The result of a guess.</summary>
/// <param name="Right">What the check found; null if the secret was wrong or the user or the source is locked out.</param>
/// <param name="IsLocked">Whether it was refused because of earlier guesses, whatever the secret was.</param>
/// <param name="IsLogged">Whether the failure is to be logged: of many failures the logs keep only some.</param>
internal readonly record struct Tried<T>(T? Right, bool IsLocked, bool IsLogged) where T : class;

using System.Security.Cryptography;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace AuthMethods.Credentials;

/// <summary>Hashing, checking and replacing passwords. Hashing takes tens of milliseconds by design, so it is done before a change begins.</summary>
public sealed class Passwords(IOptions<PasswordHasherOptions> options, IPasswordRows rows)
{
    private const string Consonants = "BCDFGHJKLMNPRSTVWXYZ";
    private const string Vowels = "aeiou";

    private readonly PasswordHasher<object> _hasher = new(options);
    private readonly object _nobody = new();

    public string Hash(string password) => _hasher.HashPassword(_nobody, password);

    public bool Verify(string hash, string password) => _hasher.VerifyHashedPassword(_nobody, hash, password) != PasswordVerificationResult.Failed;

    /// <summary>A password of the form the directory generates: <c>Cuyo5459</c>.</summary>
    public static string Generate()
    {
        var letters = string.Concat(Pick(Consonants), Pick(Vowels), char.ToLowerInvariant(Pick(Consonants)), Pick(Vowels));
        return $"{letters}{RandomNumberGenerator.GetInt32(10_000):D4}";

        static char Pick(string from) => from[RandomNumberGenerator.GetInt32(from.Length)];
    }

    /// <summary>Gives a new user a password.</summary>
    internal void Add(AuthDb db, UserRow user, string hash, DateTimeOffset now) => rows.Add(db, user, hash, now);

    /// <summary>
    /// Puts a password in place of the one a user has, if any, and ends the user's sessions: nothing that the old password opened
    /// stays open. The row must be tracked by the context.
    /// </summary>
    internal async Task ReplaceAsync(AuthDb db, UserRow user, string hash, bool mustChange, DateTimeOffset now, TimeProvider time)
    {
        await rows.ReplaceAsync(db, user, hash, now);
        user.LastPasswordChangeDateTime = now;
        user.ForceChangePasswordNextSignIn = mustChange;
        user.EndSessions(time);
    }
}

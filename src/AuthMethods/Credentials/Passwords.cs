using System.Security.Cryptography;
using AuthMethods.Features.PasswordMethods;
using AuthMethods.Storage;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace AuthMethods.Credentials;

/// <summary>Hashing, checking and replacing passwords. Hashing takes tens of milliseconds by design, so it is done before a change begins.</summary>
public sealed class Passwords(IOptions<PasswordHasherOptions> options)
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

    /// <summary>
    /// Puts a password in place of the one a user has, if any, and ends the user's sessions: nothing that the old password opened
    /// stays open. The row must be tracked by the context.
    /// </summary>
    internal static async Task ReplaceAsync(Change change, UserRow user, string hash, bool mustChange, TimeProvider time)
    {
        var password = await change.Set<PasswordMethodRow>().SingleOrDefaultAsync(p => p.UserId == user.Id);
        if (password is null) change.Add(password = new() { TenantId = user.TenantId, UserId = user.Id, Id = PasswordMethodRow.FixedId, PasswordHash = hash });
        password.PasswordHash = hash;
        password.CreatedDateTime = change.Now;
        user.LastPasswordChangeDateTime = change.Now;
        user.ForceChangePasswordNextSignIn = mustChange;
        user.EndSessions(time);
    }
}

using AuthMethods.Credentials;
using AuthMethods.Storage;

namespace AuthMethods.Authority.Flow;

/// <summary>Checks what users enter on sign-in pages, and notes in their tickets what it proved.</summary>
internal sealed class Proofs(AuthorityStore store, UserSignIns signIns, Ways ways, SignInLog log, TimeProvider time)
{
    /// <summary>A password, or another credential that is typed with the name.</summary>
    public async Task<SignInTicket> PasswordAsync(SignInRequest request, SignInTicket ticket, string password)
    {
        if (ticket.UserId is not null || ticket.Name is not { } name) throw AuthorityErrors.StepInvalid();
        var client = await request.EnterAsync(name, isSignedIn: false);
        var (user, proof) = await signIns.ProveAsync(request.Http, name, password, new(client.AppId, IsInteractive: true));
        return Proved(ticket, user, proof, log.Method!) with { Way = null };
    }

    /// <summary>The answer to a challenge of a kind of method. The ticket still has its way, if the kind asks for more.</summary>
    public async Task<SignInTicket> AnswerAsync(SignInRequest request, SignInTicket ticket, string answer)
    {
        var kind = ways.Find(ticket.Way!.Kind) ?? throw AuthorityErrors.StepInvalid();
        var name = ticket.Name;
        if (name is null && ticket.UserId is null)
        {
            // The answer tells who it is.
            if (request.IsTenantKnown) await request.EnterAsync("", isSignedIn: false);
            else store.Enter(await ways.TenantOfAsync(kind, answer) ?? throw AuthorityErrors.WrongProof());
        }
        else if (ticket.UserId is null && !kind.IsName(name!))
        {
            await request.EnterAsync(name!, isSignedIn: false);
        }
        else
        {
            store.Enter(ticket.Tenant);
        }

        var user = ticket.UserId is { } id ? await store.FindUserAsync(id) ?? throw AuthorityErrors.StepInvalid()
            : name is null ? null
            : kind.IsName(name) ? await kind.FindUserAsync(name) is { } named ? await store.FindUserAsync(named.Id) : null
            : await store.FindUserAsync(name);
        log.Refused(kind.Name);
        var (found, proof, asked) = await ways.VerifyAsync(request, kind, user, name, ticket, answer);
        if (ticket.UserId is { } proved && proved != found.Id) throw AuthorityErrors.WrongProof();
        if (proof is null) return ticket with { Asked = asked };
        var further = Proved(ticket, found, proof, kind.Name) with { Way = null, Asked = null, Name = found.UserPrincipalName };
        log.Proved(further);
        return further;
    }

    private SignInTicket Proved(SignInTicket ticket, UserRow user, SignInProof proof, string step)
    {
        var now = time.NowInSeconds();
        return ticket with
        {
            Tenant = user.TenantId,
            UserId = user.Id,
            SessionsEnded = user.SessionsEnded,
            Done = ticket.Done is { } done ? done.And(proof, now) : Authentication.Of(proof, now),
            Steps = [.. ticket.Steps, step],
        };
    }
}

using AuthMethods.Storage;
using AuthMethods.Wire.Errors;

namespace AuthMethods.Access;

/// <summary>Changes made by the caller of this request.</summary>
internal sealed class Changes(Writer writer, CallContext call)
{
    /// <summary>As <see cref="Writer.RunAsync"/>, in the caller's tenant and with the caller in the audit log.</summary>
    public Task<T> ApplyAsync<T>(Func<Change, Task<T>> work) => writer.RunAsync(call.TenantId, call.Trail(), work, call.Aborted);

    /// <summary>Applies a change that may be refused. A refusal undoes it, except one that is <see cref="Outcome.Kept"/>.</summary>
    public Task<Outcome> TryAsync(Func<Change, Task<Outcome>> work) => ApplyAsync(async change =>
    {
        var outcome = await work(change);
        if (outcome is { Refusal: not null, IsKept: false }) change.Undo();
        return outcome;
    });

    /// <summary>The same for a change with a result.</summary>
    public Task<Outcome<T>> TryAsync<T>(Func<Change, Task<Outcome<T>>> work) => ApplyAsync(async change =>
    {
        var outcome = await work(change);
        if (outcome is { Refusal: not null, IsKept: false }) change.Undo();
        return outcome;
    });
}
